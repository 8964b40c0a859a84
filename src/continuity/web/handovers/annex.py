"""One annex: its lines with both counts, and how rows come in: typed, from a table, or generated."""

from __future__ import annotations

import io
import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.casework.refused import Refused
from continuity.handover import kept, tables, verbs
from continuity.handover.annexes import Annex, Kind
from continuity.handover.lines import Problem
from continuity.handover.progress import PAGE, Shown, lines, lines_before, tally
from continuity.pages.words import day, language, number, t
from continuity.web.desk.seat import Seat
from continuity.web.handovers import returned
from continuity.web.handovers.room import (
    Room,
    at_handovers,
    back,
    by,
    enter,
    open_,
    told,
    written,
)
from continuity.web.handovers.room import said as why

GENERATED = ("cases", "procedures")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRONG_SHOWN = 20
Typed = dict[str, str]


@at_handovers
def annex(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    """The page of an annex; it asks the database for one page of lines, however many there are."""
    return page(request, seat, id, annex)


def page(
    request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of an annex, with what went wrong on it."""
    after, before = (
        request.GET.get(name, "").replace("\0", "")[:MOST_NUMBER] for name in ("after", "before")
    )
    with open_(seat):
        room = enter(seat, id)
        form = room.annex(annex)
        if before:
            earlier = lines_before(id, annex, before, PAGE + 1)
            there, has_earlier = earlier[-PAGE:], len(earlier) > PAGE
        else:
            there, has_earlier = lines(id, annex, after, PAGE + 1), bool(after)
        # Only the first page says how many there are: to count 100,000 takes longer than a page.
        sums = None if after or before else tally(id, annex)
        closed = kept.closed(id).get(annex)
    open_for = room.gives and not room.handover.drawn and not closed
    shown = told(
        request, room, annex=form, closed=closed, sums=sums, after=after,
        lines=[line_shown(form, one) for one in there[:PAGE]],
        next=there[PAGE - 1].number if len(there) > PAGE or (before and len(there) == PAGE) else "",
        previous=there[0].number if there and has_earlier else "", before=before,
        open_for=open_for, generates=open_for and annex in GENERATED,
        reopens=room.gives and closed and not room.handover.drawn and sums and not sums[2],
        counts=room.counts if closed else "", columns=fields(form, {}, ()), **more,
    )  # fmt: skip
    return render(request, "web/handovers/annex.html", shown, status=status)


MOST_NUMBER = 500


def line_shown(form: Annex, one: Shown) -> dict[str, Any]:
    """A line as the pages of its annex show it, column by column."""
    others = [column for column in form.columns if column.id not in (form.key, form.measure)]
    return {
        "line": one,
        "values": [
            (t(*column.label), _value(column, one.values[column.id]))
            for column in others
            if column.id in one.values
        ],
    }


def _value(column: Any, text: str) -> str:
    match column.kind:
        case Kind.DAY:
            return day(text)
        case Kind.MONEY | Kind.WHOLE | Kind.BALANCE:
            return number(int(text))
        case Kind.CHOICE:
            return t(*column.of[text]) if text in column.of else text
        case Kind.TRUTH:
            return t("có", "yes")
    return text


def fields(form: Annex, typed: Typed, problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    """The columns as fields of a form, with what was typed and what is wrong with it."""
    wrong = {one.column: one.say(language()) for one in problems}
    return [
        {
            "id": column.id, "label": t(*column.label), "kind": str(column.kind),
            "required": column.required, "personal": column.personal,
            "value": typed.get(column.id, ""), "error": wrong.get(column.id, ""),
            "options": [(key, t(*words)) for key, words in column.of.items()],
        }
        for column in form.columns
    ]  # fmt: skip


@at_handovers
def template(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    """An empty workbook with the annex's columns, to fill."""
    with open_(seat):
        form = enter(seat, id).annex(annex)
    out = io.BytesIO()
    tables.template(form, out, language())
    return returned.file(out.getvalue(), XLSX, f"{form.number:02}-{form.id}.xlsx")


@at_handovers
def wrong_rows(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    """The rows of the last import that were not kept, in a file like the one that came, with reasons."""
    with open_(seat):
        enter(seat, id).annex(annex)
    found = returned.given(request, id, annex)
    if found is None:
        said = t("Tệp lỗi chỉ giữ trong nửa giờ; hãy nhập lại.",
                 "The file of errors is kept for half an hour; import once more.")  # fmt: skip
        return page(request, seat, id, annex, status=404, wrong=said)
    return found


@at_handovers
def act(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str, verb: str) -> HttpResponse:
    """One act with an annex; what is refused is told on its page, with what was typed."""
    doing = {
        "enter": _enter, "import": _import, "generate": _generate, "close": _close,
        "reopen": _reopen, "remove": _remove,
    }.get(verb)  # fmt: skip
    if request.method != "POST" or doing is None:
        return _back(request, id, annex)
    try:
        with open_(seat):
            room = enter(seat, id)
            form = room.annex(annex)
        return doing(request, room, form)
    except Refused as refused:
        if refused.code in ("no-handover", "no-annex"):
            raise
        return page(request, seat, id, annex, status=409, wrong=why(refused))


def _back(request: HttpRequest, id: uuid.UUID, annex: str, said: str = "") -> HttpResponse:
    made: HttpResponse = back(request, "web:handover-annex", said, id=id, annex=annex)
    return made


def _enter(request: HttpRequest, room: Room, form: Annex) -> HttpResponse:
    """One row that was typed."""
    id, typed = room.handover.id, {one: written(request.POST, f"c-{one}") for one in form.ids}
    row = {column: text for column, text in typed.items() if text}
    made = verbs.enter(id, form.id, [row], keep=False, source="typed", **by(request, room.seat))
    if made.wrong:
        shown = fields(form, typed, made.wrong[0])
        return page(
            request, room.seat, id, form.id, status=422, typed=shown,
            problems=[one for one in shown if one["error"]],
        )  # fmt: skip
    said = t("Đã ghi một dòng: {n}.", "One line is listed: {n}.").format(n=typed[form.key])
    return _back(request, id, form.id, said)


def _import(request: HttpRequest, room: Room, form: Annex) -> HttpResponse:
    """A table that was uploaded: the good rows are kept or none, and the others come back."""
    id, sent = room.handover.id, request.FILES.get("file")
    if sent is None:
        said = t("Hãy chọn một tệp CSV hoặc XLSX, tối đa 20 MB.",
                 "Choose a file, CSV or XLSX, of at most 20 MB.")  # fmt: skip
        return page(request, room.seat, id, form.id, status=422, wrong=said)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table"
        path.write_bytes(b"".join(sent.chunks()))
        found = tables.table(path, form, language())
    keep = request.POST.get("keep") == "good"
    made = _entered(request, room, form, found, keep)
    wrong = found.problems(made.wrong)
    if not wrong:
        said = t("Đã nhập {n} dòng.", "{n} rows are listed.").format(n=number(made.kept))
        return _back(request, id, form.id, said)
    returned.keep(request, id, form.id, found, wrong)
    first = [
        (n + 2, [one.say(language()) for one in wrong[n]]) for n in sorted(wrong)[:WRONG_SHOWN]
    ]
    report = {
        "kept": made.kept,
        "wrong": len(wrong),
        "first": first,
        "more": len(wrong) > WRONG_SHOWN,
    }
    return page(request, room.seat, id, form.id, status=422, report=report)


def _entered(
    request: HttpRequest, room: Room, form: Annex, found: tables.Table, keep: bool
) -> verbs.Entered:
    """What came of the rows; a row that could not even be read counts as wrong like any other."""
    whole = [row for n, row in enumerate(found.rows) if n not in found.torn]
    places = [n for n in range(len(found.rows)) if n not in found.torn]
    if found.torn and not keep:
        return verbs.Entered(0, {})
    made = verbs.enter(
        room.handover.id, form.id, whole, keep=keep, source=found.kind, **by(request, room.seat)
    )
    return verbs.Entered(made.kept, {places[n]: told for n, told in made.wrong.items()})


def _generate(request: HttpRequest, room: Room, form: Annex) -> HttpResponse:
    made = verbs.generate(room.handover.id, form.id, **by(request, room.seat))
    said = t("Đã lập {n} dòng từ dữ liệu đang có.", "{n} lines were made from what is known here.")
    return _back(request, room.handover.id, form.id, said.format(n=number(made.kept)))


def _close(request: HttpRequest, room: Room, form: Annex) -> HttpResponse:
    verbs.close(room.handover.id, form.id, **by(request, room.seat))
    said = t(
        "Đã khoá phụ lục; hai bên kiểm đếm được.", "The annex is closed; both sides can count it."
    )
    return _back(request, room.handover.id, form.id, said)


def _reopen(request: HttpRequest, room: Room, form: Annex) -> HttpResponse:
    verbs.reopen(room.handover.id, form.id, **by(request, room.seat))
    return _back(
        request, room.handover.id, form.id, t("Đã mở lại phụ lục.", "The annex is open again.")
    )


def _remove(request: HttpRequest, room: Room, form: Annex) -> HttpResponse:
    line = written(request.POST, "number", MOST_NUMBER)
    verbs.remove(room.handover.id, form.id, line, **by(request, room.seat))
    said = t("Đã bỏ dòng {n}.", "Line {n} was taken off.").format(n=line)
    return _back(request, room.handover.id, form.id, said)
