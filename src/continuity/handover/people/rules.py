"""Categories, regimes, pay and ways to object: data that an officer may change, asked for by day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cache
from typing import NamedTuple

from continuity.core.dated import Dated, NotInForce
from continuity.core.finding import Finding, Flawed
from continuity.core.procedure import Words
from continuity.packs import vn
from continuity.packs.row import Row, dated_of
from continuity.packs.text import Text, read

SECTIONS = ("categories", "regimes", "pay", "ways")


class Kind(NamedTuple):
    """One entry of a section: its id and what it is called."""

    id: str
    label: Words


def kinds(section: str, on: date) -> dict[str, Words]:
    """The entries of a section that are in force on a day, by id, in the order of the pack."""
    found = {}
    for id, dated in _known()[section].items():
        with suppress(NotInForce):
            found[id] = dated.on(on).value.label
    return found


def rules_of(text: Text) -> tuple[dict[str, dict[str, Dated[Kind]]], list[Finding]]:
    """The sections of a document, and everything that is wrong with it."""
    made, findings = {}, []
    for section in SECTIONS:
        made[section], wrong = dated_of(text, section, _kind)
        findings += wrong
    return made, findings


@cache
def _known() -> dict[str, dict[str, Dated[Kind]]]:
    known, findings = rules_of(read(vn.DATA / "people.yaml"))
    if findings:
        raise Flawed(findings)
    return known


def _kind(row: Row) -> Kind:
    return Kind(row.text("id"), row.words())
