"""A second implementation of the proof's digest, written from docs/reform.md alone.

It shares no code with the first: it takes plain rows, counts with loops and dictionaries, and writes
canonical JSON by hand. Two programs that agree on a line of 64 digits have counted the same things.
"""

from __future__ import annotations

import hashlib
import unicodedata


def json(value):
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        for sign, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
            text = text.replace(sign, escaped)
        return f'"{text}"'
    if isinstance(value, dict):
        return "{" + ",".join(f"{json(k)}:{json(value[k])}" for k in sorted(value)) + "}"
    return "[" + ",".join(map(json, value)) + "]" if isinstance(value, list) else str(value)


def path(rows, thing, day):
    found = [thing]
    while above := [p for p, s, e in rows["within"].get(found[-1], []) if s <= day < e]:
        found.append(above[0])
    return found


def holders(rows, function, leaf, day, filed):
    """The agencies that reach a leaf; a disputed one only where nobody else does."""
    way, found = path(rows, leaf, day), []
    for area in way:
        for agency, s, e, since, until, holes, disputed in rows["held"].get((function, area), []):
            inside = set(way[: way.index(area)])
            if s <= day < e and since <= filed < until and not inside & set(holes):
                found.append((agency, disputed))
    return [a for a, disputed in found if not disputed] or [a for a, _ in found]


def matrix(before, after):
    cells = {}
    for thing in before:
        pair = (before[thing], after[thing])
        cells[pair] = cells.get(pair, 0) + 1
    rows = [[old, new, number] for (old, new), number in sorted(cells.items())]
    counts = {"before": len(before), "after": len(after), "difference": len(after) - len(before)}
    return {**counts, "matrix": rows, "faults": []}


def owed(rows, function, leaf):
    _, residents, territory, site = leaf
    follows, where = rows["functions"][function]
    if where != "everywhere":
        return site == where
    return not site and (residents if follows == "residents" else territory)


def kept(rows, kind, day):
    """Each charge of a kind with the agency at the top of its keeper's line."""
    found = {}
    for charge, its, spans in rows["charges"]:
        if its == kind:
            agency = next(a for a, s, e in spans if s <= day < e)
            while above := [p for p, s, e in rows["under"].get(agency, []) if s <= day < e]:
                agency = above[0]
            found[charge] = agency
    return found


def duties(rows, later, day):
    """Each function at each leaf of the later world with its holder in this one."""
    found = {}
    for leaf in later["leaves"]:
        older = leaf[0]
        while older not in rows["within"]:
            older = older[: older.rindex(">")]
        for function in rows["functions"]:
            if owed(later, function, leaf):
                found[f"{function} @ {leaf[0]}"] = holders(rows, function, older, day, day)[0]
    return found


def statement(decree, day, eve, before, after, held, disputed, opened):
    """The statement of one reform; `held` are the matters' holders on both days."""
    kinds = ("people", "holdings", "instruments")
    balances = {kind: matrix(kept(before, kind, eve), kept(after, kind, day)) for kind in kinds}
    balances["functions"] = matrix(duties(before, after, eve), duties(after, after, day))
    balances["matters"] = matrix(*held)
    claims = {"flaws": [], "disputed": disputed, "open": opened, "mandates": after["mandates"]}
    return {"decree": decree, "effective": day, "balances": balances, **claims}


def digest(statements):
    document = json({"spec": "continuity-proof/1", "reforms": statements})
    return hashlib.sha256(document.encode("utf-8")).hexdigest()
