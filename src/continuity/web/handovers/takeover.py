"""An old system's records are taken over at the desk: tried first, then written as they were tried.

What was sent is kept sealed for half an hour, so that what is written is what was tried and nobody has
to choose the files twice.
"""

from __future__ import annotations

import base64
import io
import secrets
import tempfile
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.casework import keys
from continuity.casework.refused import Refused
from continuity.casework.sealed import opened, sealed
from continuity.core.finding import Flawed
from continuity.handover import kept, verbs
from continuity.handover.annexes import Annex
from continuity.handover.sides import Side
from continuity.handover.takeover.back import back as rows_back
from continuity.handover.takeover.compared import Run
from continuity.handover.takeover.export import Export, export_of
from continuity.handover.takeover.files import came
from continuity.handover.verbs.taking import TakenOver, runs
from continuity.packs.text import parse
from continuity.pages.words import language, number, t
from continuity.web.desk.seat import Seat
from continuity.web.handovers import returned
from continuity.web.handovers.room import Room, at_handovers, back, by, enter, open_, told
from continuity.web.handovers.room import said as why

LISTED = ("Đã ghi {n} mục, {m} mục đã có.", "{n} are listed, {m} were already.")
COUNTED = (
    "Đã đếm {m} mục như danh sách, {n} mục không có trong danh sách.",
    "{m} are counted as they are listed, {n} that nobody listed.",
)
SENT, BACK = "takeover-sent", "takeover-back"
SHOWN = 20
Files = dict[str, bytes]
MAPPING = "mapping"
"""Under which name the mapping is kept; no file of a table is called so, for want of an ending."""


@at_handovers
def take_over(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    """The page on which records are taken over, with what came of it before."""
    if request.method != "POST":
        return _page(request, seat, id, annex)
    try:
        with open_(seat):
            room = enter(seat, id)
            form = room.annex(annex)
        writes = request.POST.get("do") == "write"
        files = _kept(request, id, annex, SENT) if writes else _sent(request)
        return _taken(request, room, form, files, writes=writes)
    except Refused as refused:
        if refused.code in ("no-handover", "no-annex"):
            raise
        return _page(request, seat, id, annex, status=409, wrong=why(refused))
    except Flawed as flawed:
        found = [one.say(language()) for one in flawed.findings]
        return _page(request, seat, id, annex, status=422, findings=found)


@at_handovers
def rows(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    """The rows that came back last, as the files that they came in, with reasons."""
    with open_(seat):
        enter(seat, id).annex(annex)
    found = _kept(request, id, annex, BACK)
    if not found:
        said = t("Các dòng trả lại chỉ giữ trong nửa giờ; hãy chạy lại.",
                 "Rows that come back are kept for half an hour; run it once more.")  # fmt: skip
        return _page(request, seat, id, annex, status=404, wrong=said)
    return returned.file(_zip(found), "application/zip", f"{annex}-tra-lai.zip")


def _taken(
    request: HttpRequest, room: Room, form: Annex, files: Files, *, writes: bool
) -> HttpResponse:
    """Tries what was sent, or writes what was tried."""
    id = room.handover.id
    if MAPPING not in files or len(files) < 2:
        said = t("Hãy chọn tệp ánh xạ và các tệp dữ liệu, tổng cộng không quá 20 MB.",
                 "Choose the mapping file and the files of records, at most 20 MB in all.")  # fmt: skip
        return _page(request, room.seat, id, form.id, status=422, wrong=said)
    export, made, wrong = _run(request, room, form, files, dry=not writes)
    _keep(request, id, form.id, BACK, wrong if made.wrong else {})
    if writes and not made.wrong:
        _keep(request, id, form.id, SENT, {})
        n, m = number(made.run.taken), number(made.run.there)
        said = t("Đã ghi {n} mục, {m} mục đã có.", "{n} are listed, {m} were already.").format(
            n=n, m=m
        )
        made_back: HttpResponse = back(request, "web:handover-takeover", said, id=id, annex=form.id)
        return made_back
    _keep(request, id, form.id, SENT, {} if writes else files)
    first = [
        (f"{export.parts[file].back}, {t('dòng', 'row')} {place + 2}", _said(problems))
        for (file, place), problems in sorted(made.wrong.items())[:SHOWN]
    ]
    report = {
        "first": first, "more": len(made.wrong) > SHOWN, "rows": len(made.wrong),
        "writes": not writes and _writes(room, made.run), **_shown(made.run, form),
    }  # fmt: skip
    return _page(request, room.seat, id, form.id, report=report)


def _writes(room: Room, run: Run) -> int:
    """How many things there are to be listed, or to be counted, after it was tried."""
    if run.side == Side.GIVER:
        return run.taken if room.gives else 0
    return run.taken + run.there if room.takes else 0


def _said(problems: Iterable[Any]) -> str:
    return " ".join(one.say(language()) for one in problems)


def _run(
    request: HttpRequest, room: Room, form: Annex, files: Files, *, dry: bool
) -> tuple[Export, TakenOver, Files]:
    """What came of it, and the rows that come back."""
    planned = room.handover.planned
    export, findings = export_of(parse(files[MAPPING], t("tệp ánh xạ", "mapping file")), planned)
    if export is None:
        raise Flawed(findings)
    with tempfile.TemporaryDirectory() as folder:
        there = {}
        for n, (name, data) in enumerate(files.items()):
            if name != MAPPING:
                there[name] = Path(folder) / str(n)
                there[name].write_bytes(data)
        found = came(export, there, language())
    told_by = by(request, room.seat)
    made = verbs.take_over(room.handover.id, form.id, export, found, dry=dry, **told_by)
    return export, made, dict(rows_back(export, found, made.wrong, language()))


def _page(
    request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    with open_(seat):
        room = enter(seat, id)
        form = room.annex(annex)
        earlier = [
            {"day": day, "name": name, **_shown(run, form)} for day, name, run in runs(id, annex)
        ]
        open_for = (room.gives or room.takes) and not room.handover.drawn
        closed = kept.closed(id).get(annex)
    shown = told(
        request, room, annex=form, earlier=earlier, open_for=open_for, closed=closed, **more
    )
    return render(request, "web/handovers/takeover.html", shown, status=status)


def _shown(run: Run, form: Annex) -> dict[str, Any]:
    """A run as a page shows it."""
    sums = [
        {
            "label": t(*form.column(one.column).label),
            "before": one.before,
            "after": one.after,
            "equal": one.equal,
        }
        for one in run.sums
    ]
    return {"run": run, "sums": sums}


def _sent(request: HttpRequest) -> Files:
    """The files of a form by their names, the mapping apart."""
    found = {}
    for one in request.FILES.getlist("files"):
        found[PurePath(one.name or "").name] = b"".join(one.chunks())
    mapping = request.FILES.get(MAPPING)
    return found | ({MAPPING: b"".join(mapping.chunks())} if mapping else {})


def _keep(request: HttpRequest, id: uuid.UUID, annex: str, what: str, files: Files) -> None:
    """Keeps files sealed under a token of the session, in place of those before."""
    name = f"handover-{what}"
    if before := request.session.pop(name, ""):
        cache.delete(f"{name}:{before}")
    if not files:
        return
    token, text = secrets.token_urlsafe(18), base64.b64encode(_zip(files)).decode()
    hidden = sealed(keys.ring(), id, f"{name}:{annex}", text)
    cache.set(f"{name}:{token}", hidden, returned.PATIENCE)
    request.session[name] = token


def _kept(request: HttpRequest, id: uuid.UUID, annex: str, what: str) -> Files:
    """The files that this session has kept for this annex; none where they are gone."""
    name = f"handover-{what}"
    token = request.session.get(name, "")
    hidden = cache.get(f"{name}:{token}") if token else None
    if hidden is None:
        return {}
    try:
        text = opened(keys.ring(), id, f"{name}:{annex}", hidden)
    except Refused:  # of another annex, where the same session has tried something else
        return {}
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(text))) as packed:
        return {one: packed.read(one) for one in packed.namelist()}


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()
