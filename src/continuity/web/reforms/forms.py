"""A draft written by form: one act at a time becomes one clause of its document.

What somebody wrote by hand stays as it is where the new clause can simply follow it; else the document
is written anew, and says the same.
"""

from __future__ import annotations

import re
from textwrap import dedent

import yaml

from continuity.packs.text import Text, Tree, parse

LONGEST = 11
PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{2,59}")


class _Dumper(yaml.SafeDumper):
    """Two spaces before the entries of a list, as people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def source_of(text: Text) -> str:
    """A document as somebody can edit it: as it was written, else written anew."""
    return text.source or dumped(text.tree)


def dumped(tree: Tree) -> str:
    """A tree as YAML that reads as the same tree."""
    return yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def begun(name: str, effective: str, title: dict[str, str], instrument: str) -> str:
    """A draft without a clause yet."""
    told = {key: said for key, said in title.items() if said}
    return dumped(
        {
            "decree": name,
            "effective": effective,
            "title": dict(told),
            "instruments": [
                {
                    "number": instrument, "adopted": effective, "in-force": effective,
                    "operates": effective, "verified": "false",
                }
            ],
            "clauses": [],
        }
    )  # fmt: skip


def added(text: Text, clause: dict[str, Tree]) -> str:
    """The document with one more clause at its end."""
    tree = dict(text.tree) if isinstance(text.tree, dict) else {}
    clauses = tree.get("clauses")
    tree["clauses"] = [*(clauses if isinstance(clauses, list) else []), clause]
    tree["instruments"] = _with_instrument(tree, str(clause.get("instrument")))
    line = yaml.safe_dump(
        clause, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10_000
    )
    simply = f"{text.source.rstrip()}\n  - {line}"
    return simply if text.source and parse(simply.encode()).tree == tree else dumped(tree)


def rewritten(text: Text, number: int, clause: Tree) -> str:
    """The document with another clause in the place of one, or without it where there is none."""
    tree = dict(text.tree) if isinstance(text.tree, dict) else {}
    clauses = tree.get("clauses")
    kept: list[Tree] = list(clauses) if isinstance(clauses, list) else []
    kept[number : number + 1] = [clause] if clause else []
    tree["clauses"] = kept
    lines, first = text.source.splitlines(), text.lines.get(f"clauses/{number}", 0)
    if not 0 < first <= len(lines) or not kept:
        return dumped(tree)
    line = yaml.safe_dump(
        clause, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10_000
    )
    deep = _depth(lines[first - 1])
    said = [f"{' ' * deep}- {line.rstrip()}"] if clause else []
    simply = "\n".join([*lines[: first - 1], *said, *lines[_end(lines, first) :]]) + "\n"
    return simply if parse(simply.encode()).tree == tree else dumped(tree)


def _with_instrument(tree: dict[str, Tree], number: str) -> list[Tree]:
    there = tree.get("instruments")
    found: list[Tree] = list(there) if isinstance(there, list) else []
    if any(isinstance(one, dict) and one.get("number") == number for one in found):
        return found
    on = tree.get("effective")
    new: Tree = {
        "number": number, "adopted": on, "in-force": on, "operates": on, "verified": "false"
    }  # fmt: skip
    return [*found, new]


def clause_at(lines: list[str], line: int) -> str:
    """A line with those below it that lie deeper, which is the whole of a clause; '' where none is."""
    if not 0 < line <= len(lines):
        return ""
    end = min(_end(lines, line), line + LONGEST)
    return dedent("\n".join(lines[line - 1 : end]))[:2_000]


def _end(lines: list[str], line: int) -> int:
    """The last line of what begins at a line: those below it that lie deeper are of it."""
    deep = _depth(lines[line - 1])
    return next((n for n, one in enumerate(lines[line:], line) if _depth(one) <= deep), len(lines))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 1_000


def next_clause(text: Text, instrument: str) -> str:
    """The number after the last clause of an instrument that is a number."""
    tree = text.tree if isinstance(text.tree, dict) else {}
    clauses = tree.get("clauses")
    used = [
        int(str(one.get("clause")))
        for one in (clauses if isinstance(clauses, list) else [])
        if isinstance(one, dict)
        and one.get("instrument") == instrument
        and str(one.get("clause")).isdecimal()
    ]
    return str(max(used, default=0) + 1)


def instruments(text: Text) -> list[str]:
    """The numbers of the instruments that a document rests on."""
    tree = text.tree if isinstance(text.tree, dict) else {}
    listed = tree.get("instruments")
    found = listed if isinstance(listed, list) else []
    return [str(one["number"]) for one in found if isinstance(one, dict) and one.get("number")]
