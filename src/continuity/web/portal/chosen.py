"""What changes for a case if its applicant chooses the version of its service that is in force now."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from continuity.casework import catalogue, clock
from continuity.casework.cases import Case
from continuity.casework.refused import Refused
from continuity.core.procedure import Procedure
from continuity.pages.words import day, t
from continuity.web.portal import said


class Newer(NamedTuple):
    """A later version that may be chosen: since when, what it says otherwise, the due day under it."""

    version: int
    since: date
    changes: list[str]
    due: date


def newer(case: Case, old: Procedure | None, on: date) -> Newer | None:
    """What may be chosen today; None where nothing newer is in force, or it is too late to choose."""
    if old is None or case.closed or case.paused or case.outcome:
        return None
    try:
        new = catalogue.procedure(case.procedure, on)
    except Refused:
        return None
    if new.version <= old.version:
        return None
    due = max(clock.due(new, case.filed, case.lodged), on)
    return Newer(new.version, new.since, changes(old, new, case.due, due), due)


def changes(old: Procedure, new: Procedure, before: date | None, due: date) -> list[str]:
    """What a later version says otherwise, as an applicant wants to know it."""
    found = []
    if due != before:
        was = day(before) if before else "–"
        found.append(
            t(
                f"Hạn trả kết quả: {day(due)} thay cho {was}.",
                f"Due on {day(due)} and not on {was}.",
            )
        )
    if new.term != old.term:
        one, two = said.term(old.term), said.term(new.term)
        found.append(
            t(f"Thời hạn giải quyết: {two}, trước là {one}.", f"It takes {two}, before {one}.")
        )
    if new.bases != old.bases:
        law = ", ".join(dict.fromkeys(basis.source for basis in new.bases))
        found.append(t(f"Căn cứ: {law}.", f"It stands on {law}."))
    found += _lists(old, new)
    return found or [
        t("Không có gì thay đổi đối với hồ sơ của bạn.", "Nothing changes for your case.")
    ]


LISTS: dict[str, tuple[str, str, str, str]] = {
    "evidence": ("Thêm giấy tờ", "A paper more", "Bớt giấy tờ", "A paper less"),
    "fields": ("Thêm mục khai", "A question more", "Bớt mục khai", "A question less"),
    "steps": ("Thêm bước", "A step more", "Bớt bước", "A step less"),
    "outputs": ("Thêm kết quả", "A result more", "Bớt kết quả", "A result less"),
}


def _lists(old: Procedure, new: Procedure) -> list[str]:
    found = []
    for name, (more_vi, more_en, less_vi, less_en) in LISTS.items():
        was: dict[str, Any] = {one.id: one for one in getattr(old, name)}
        now: dict[str, Any] = {one.id: one for one in getattr(new, name)}
        for id in [id for id in now if id not in was]:
            found.append(f"{t(more_vi, more_en)}: {t(*now[id].label)}.")
        for id in [id for id in was if id not in now]:
            found.append(f"{t(less_vi, less_en)}: {t(*was[id].label)}.")
    return found
