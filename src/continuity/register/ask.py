"""Questions to the register: who must act, what an agency holds, what it can issue, what was said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from continuity.core.competent import Answer, Ruling, who
from continuity.core.mandate import Mandate, Mode
from continuity.register.part import Facts, part
from continuity.register.rows import BY_NAME, mandate_of

MEANS = ("seal", "signature", "account", "treasury", "staff", "stock", "premises")
"""What a unit needs to issue a document; which of them, its service says."""


def answer(function: str, place: str, *, filed: date, on: date, known: int | None = None) -> Answer:
    """Who must act at a place on a day for what was filed on a day, and where the place lies.

    With `known`, what we believed after that entry. Raises ValueError where `filed` is after `on`.
    """
    return who(part(function, place, known), function, place, on=on, filed=filed)


def competent(
    function: str, place: str, *, filed: date, on: date, known: int | None = None
) -> Ruling:
    """Who must act, without the place."""
    return answer(function, place, filed=filed, on=on, known=known).ruling


def areas_of(agency: str, on: date, known: int | None = None) -> list[Mandate]:
    """The mandates that an agency holds on a day, in order of their keys."""
    found = [mandate_of(row) for row in Facts(known).find("mandate", "agency", [agency])]
    holds = [m for m in found if on in m.valid and m.mode is Mode.MUST]
    return sorted(holds, key=lambda mandate: mandate.key)


def is_agency(agency: str, on: date) -> bool:
    """True where an agency exists on a day: founded by then, and not ended by having an heir."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from register_agency a "
            "where a.id = %(agency)s and a.since <= %(on)s and upper_inf(a.known)) and not exists "
            "(select from register_heir h "
            "where h.thing = %(agency)s and h.since <= %(on)s and upper_inf(h.known))",
            {"agency": agency, "on": on},
        )
        return bool(cursor.fetchone()[0])


def ended(unit: str, on: date) -> bool:
    """True where something else has taken the place of a unit by a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from register_heir "
            "where thing = %s and since <= %s and upper_inf(known))",
            [unit, on],
        )
        return bool(cursor.fetchone()[0])


def missing(unit: str, on: date, needed: Iterable[str] = ("seal", "signature")) -> list[str]:
    """The means that a unit lacks on a day to issue a document; empty where it may issue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct kind from register_means "
            "where unit = %s and valid @> %s and upper_inf(known)",
            [unit, on],
        )
        has = {row[0] for row in cursor.fetchall()}
    return [kind for kind in needed if kind not in has]


def may_issue(unit: str, on: date, needed: Iterable[str] = ("seal", "signature")) -> bool:
    """True where a unit has all that it needs on a day to issue a document, and has not ended."""
    return not ended(unit, on) and not missing(unit, on, needed)


class Said(NamedTuple):
    """A fact about a thing: what it says, and the entries from which and until which it stood."""

    table: str
    fact: dict[str, Any]
    stated: int
    retracted: int | None


KEYS = {
    "area": "id", "leaf": "id", "within": "thing", "heir": "thing", "agency": "id",
    "under": "thing", "mandate": "agency", "label": "thing", "custody": "thing",
}  # fmt: skip


def history(thing: str) -> list[Said]:
    """All that was ever said of a thing, in order of saying; empty where nothing was."""
    told = []
    for table, column in KEYS.items():
        columns = BY_NAME[table].names
        with connection.cursor() as cursor:
            cursor.execute(
                f"select {', '.join(columns)}, lower(known), upper(known) "
                f"from register_{table} where {column} = %s",
                [thing],
            )
            for *row, stated, retracted in cursor.fetchall():
                told.append(Said(table, dict(zip(columns, row, strict=True)), stated, retracted))
    return sorted(told, key=lambda said: (said.stated, said.table))
