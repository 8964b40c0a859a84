"""A second implementation of the proof's digest, written from docs/reform.md alone.

It shares no code with the first: it takes plain rows, counts with loops and dictionaries, and writes
canonical JSON by hand. Two programs that agree on a line of 64 digits have counted the same things.
"""

from __future__ import annotations

import hashlib
import unicodedata

DAYS = ("0001-01-01", "9999-12-31")


def json(value):
    """Canonical JSON, by hand."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        for sign, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
            text = text.replace(sign, escaped)
        return f'"{text}"'
    if isinstance(value, dict):
        return "{" + ",".join(f"{json(k)}:{json(value[k])}" for k in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(json, value)) + "]"
    return str(value)


def path(rows, thing, day):
    """A thing and what contains it on a day."""
    found = [thing]
    while True:
        above = [p for p, start, end in rows["within"].get(found[-1], []) if start <= day < end]
        if not above:
            return found
        found.append(above[0])


def holders(rows, function, leaf, day, filed):
    """The agencies whose mandates reach a leaf; a disputed one only if it is alone."""
    way, found = path(rows, leaf, day), []
    for area in way:
        for agency, start, end, since, until, holes, disputed in rows["held"].get(
            (function, area), []
        ):
            inside = way[: way.index(area)]
            if start <= day < end and since <= filed < until and not set(holes) & set(inside):
                found.append((agency, disputed))
    settled = [agency for agency, disputed in found if not disputed]
    return settled or [agency for agency, _ in found]


def matrix(before, after):
    """One balance, from two maps of thing to holder."""
    cells = {}
    for thing in before:
        pair = (before[thing], after[thing])
        cells[pair] = cells.get(pair, 0) + 1
    rows = [[old, new, number] for (old, new), number in sorted(cells.items())]
    difference = len(after) - len(before)
    return {
        "before": len(before), "after": len(after), "difference": difference,
        "matrix": rows, "faults": [],
    }  # fmt: skip


def owed(rows, function, leaf):
    """True where a function is owed at a leaf."""
    _, residents, territory, site = leaf
    follows, where = rows["functions"][function]
    if where != "everywhere":
        return site == where
    return not site and (residents if follows == "residents" else territory)


def older(rows, leaf):
    """A leaf as an earlier world knows it."""
    while leaf not in rows["within"]:
        leaf = leaf[: leaf.rindex(">")]
    return leaf


def top(rows, agency, day):
    """The agency at the top of an institution's line."""
    while above := [p for p, s, e in rows["under"].get(agency, []) if s <= day < e]:
        agency = above[0]
    return agency


def kept(rows, kind, day):
    """Each charge of a kind with its keeper on a day."""
    found = {}
    for charge, its, spans in rows["charges"]:
        if its == kind:
            found[charge] = next(top(rows, a, day) for a, s, e in spans if s <= day < e)
    return found


def duties(rows, later, day):
    """Each function at each leaf of the later world with its holder in this one."""
    found = {}
    for leaf in later["leaves"]:
        for function in rows["functions"]:
            if owed(later, function, leaf):
                only = holders(rows, function, older(rows, leaf[0]), day, day)
                found[f"{function} @ {leaf[0]}"] = only[0]
    return found


def statement(decree, day, eve, before, after, held, disputed, opened):
    """The statement of one reform; `held` are the matters' holders on both days."""
    kinds = ("people", "holdings", "instruments")
    balances = {kind: matrix(kept(before, kind, eve), kept(after, kind, day)) for kind in kinds}
    balances["functions"] = matrix(duties(before, after, eve), duties(after, after, day))
    balances["matters"] = matrix(*held)
    return {
        "decree": decree, "effective": day, "flaws": [], "disputed": disputed, "open": opened,
        "balances": balances, "mandates": after["mandates"],
    }  # fmt: skip


def digest(statements):
    """The line of 64 digits."""
    document = json({"spec": "continuity-proof/1", "reforms": statements})
    return hashlib.sha256(document.encode("utf-8")).hexdigest()
