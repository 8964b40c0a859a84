"""One row of a document that an officer may have edited: its fields by type, and what is wrong with it.

Each field is asked for once; `done` then tells what nobody asked for, so that a slip of the pen in the
name of a field is found and not passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Protocol, TypeVar

from continuity.core.dated import Dated, Value
from continuity.core.finding import Finding
from continuity.core.interval import ALWAYS, EVER, FOREVER, Interval, between
from continuity.core.lineage import Cite
from continuity.core.procedure import Words
from continuity.packs import row_words as row_words
from continuity.packs.text import Text, Tree

TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


def rows_of(text: Text, section: str, findings: list[Finding]) -> list[Row]:
    """The rows of a section of a document, each with its line."""
    tree = text.tree if isinstance(text.tree, dict) else {}
    listed = tree.get(section)
    if not isinstance(listed, list):
        cite = Cite(decree=text.name, line=text.lines.get(section, 0))
        findings.append(_wrong(cite, section, listed, "a list"))
        return []
    lines = [text.lines.get(f"{section}/{n}", 0) for n in range(len(listed))]
    return [
        Row(tree, Cite(decree=text.name, line=line), findings)
        for tree, line in zip(listed, lines, strict=True)
    ]


class Named(Protocol):
    """Whatever a row stands for that is asked for by id."""

    @property
    def id(self) -> str:
        """The id."""


T = TypeVar("T", bound=Named)


def dated_of(
    text: Text, section: str, made: Callable[[Row], T]
) -> tuple[dict[str, Dated[T]], list[Finding]]:
    """What the rows of a section stand for, by id and from their days on; and all that is wrong."""
    findings = list(text.findings)
    listed: dict[str, list[Value[T]]] = {}
    source = str(text.tree.get("source", "")) if isinstance(text.tree, dict) else ""
    for row in rows_of(text, section, findings) if not findings else ():
        since, one = row.day("since"), made(row)
        listed.setdefault(one.id, []).append(Value(since, one, source))
        row.done()
    return {id: Dated(values) for id, values in listed.items()}, findings


class Row:
    """A map of a document, read field by field; what cannot be read is told and stands for nothing."""

    def __init__(self, tree: Tree, cite: Cite, findings: list[Finding]) -> None:
        self.tree: dict[str, Tree] = tree if isinstance(tree, dict) else {}
        self.cite, self.findings, self.asked = cite, findings, set[str]()
        if not isinstance(tree, dict):
            self._told("", tree, "a map")

    def text(self, key: str, default: str | None = None) -> str:
        """A text; `default` where it may be left out."""
        value = self._raw(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value is not None or default is None:
            self._told(key, value, "a text")
        return default or ""

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number of 0 or more."""
        value = self._raw(key)
        if value is None and default is not None:
            return default
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 13:
            return int(value)
        self._told(key, value, "a whole number")
        return 0

    def day(self, key: str) -> date:
        """A day."""
        value = self._raw(key)
        day = _day(value)
        if day is None:
            self._told(key, value, "YYYY-MM-DD")
        return day or EVER

    def hour(self, key: str) -> time | None:
        """An hour of the day, or None where there is none."""
        value = self._raw(key)
        try:
            return time.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            self._told(key, value, "HH:MM")
            return None

    def truth(self, key: str) -> bool:
        """True or false; false where it is left out."""
        value = self._raw(key)
        if value is not None and value not in TRUTHS:
            self._told(key, value, "true or false")
        return TRUTHS.get(value, False) if isinstance(value, str) else False

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words, which may be left out."""
        value = self._raw(key)
        if value is not None and not (
            isinstance(value, list) and value and all(isinstance(one, str) for one in value)
        ):
            self._told(key, value, "a list of words")
            return ()
        return tuple(str(one) for one in value or ())

    def words(self) -> Words:
        """The text of the row itself in both languages."""
        return Words(self.text("vi"), self.text("en"))

    def named(self, key: str) -> dict[str, Words]:
        """Names, each with a text in both languages."""
        value = self._raw(key)
        if not isinstance(value, dict) or not value:
            self._told(key, value, "a map")
            return {}
        found = {}
        for name, tree in value.items():
            row = Row(tree, self.cite, self.findings)
            found[name] = row.words()
            row.done()
        return found

    def stretch(self, key: str) -> Interval:
        """Days `from` one on, `before` another, or all of them where it is left out."""
        value = self._raw(key)
        if value is None:
            return ALWAYS
        known = isinstance(value, dict) and value and set(value) <= {"from", "before"}
        edges = (
            {name: _day(edge) for name, edge in value.items()} if isinstance(value, dict) else {}
        )
        if not known or not all(edges.values()):
            self._told(key, value, "`from` and `before` as YYYY-MM-DD")
            return ALWAYS
        days = between(edges.get("from") or EVER, edges.get("before") or FOREVER)
        if days is None:
            self._told(key, value, "a day `from` that lies before `before`")
        return days or ALWAYS

    def below(self, key: str) -> list[Row]:
        """The rows of a list within this one, which may be left out."""
        value = self._raw(key)
        if value is not None and not isinstance(value, list):
            self._told(key, value, "a list")
            return []
        return [Row(tree, self.cite, self.findings) for tree in value or []]

    def one_of(self, key: str, known: dict[str, Words]) -> str:
        """One of some names."""
        value = self.text(key)
        if value and value not in known:
            self._told(key, value, ", ".join(sorted(known)) or "nothing")
        return value

    def done(self) -> None:
        """Tells of every field that nobody has asked for."""
        for key in self.tree:
            if key not in self.asked:
                self._told(key[:40], self.tree[key], ", ".join(sorted(self.asked)))

    def _raw(self, key: str) -> Tree:
        self.asked.add(key)
        return self.tree.get(key)

    def _told(self, key: str, value: object, expected: str) -> None:
        self.findings.append(_wrong(self.cite, key, value, expected))


def _wrong(cite: Cite, key: str, value: object, expected: str) -> Finding:
    if isinstance(value, dict):
        value = ", ".join(f"{name}: {one}" for name, one in value.items())
    got = "nothing" if value is None else str(value)[:60].strip() or "nothing"
    return Finding("row-field", cite, {"field": key, "got": got, "expected": expected})


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None
