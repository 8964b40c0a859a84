"""Convert old addresses: one that is typed, lines that are pasted, a table that is uploaded."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from continuity.addresses import Answer
from continuity.addresses.answer import cited_as, odd
from continuity.addresses.gazetteer import kept
from continuity.addresses.reasons import Unreadable
from continuity.packs.sheet import day_of
from continuity.pages.words import language, number, t
from continuity.web.addresses import (
    MOST_BYTES,
    MOST_ROWS,
    SHOWN,
    Busy,
    Made,
    TooLong,
    converted,
    converter,
    pieces,
    why_not,
)

LONGEST = 1_000
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}


class Share(NamedTuple):
    """One status of a table: how many rows, and the part of the bar that they take."""

    status: str
    vi: str
    en: str
    rows: int
    start: float
    width: float


STATUSES = (
    ("resolved", "Đã xác định", "Resolved"),
    ("candidates", "Nhiều nơi tiếp nhận", "Candidates"),
    ("ambiguous", "Chưa rõ đơn vị cũ", "Ambiguous"),
    ("unknown", "Không nhận ra", "Unknown"),
)


# As for "what changes for me": a token would leave a cookie, and these posts change nothing.
@csrf_exempt
@never_cache
def addresses(request: HttpRequest) -> HttpResponse:
    """The page; and by POST an answer, a summary of a table, or a file."""
    days = _days(request)
    told: dict[str, Any] = {"old_on": days[0], "new_on": days[1], "here": "addresses"}
    if request.method != "POST":
        return _shown(request, told)
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES + 65_536:
        return _wrong(request, told, "file", _too_big(), 413)
    if max(days) <= date.fromordinal(min(unit.start for unit in kept().units)):
        return _wrong(request, told, "old_on", _too_early())
    if request.POST.get("way") == "one":
        return _one(request, told, days)
    return _table(request, told, days)


def _days(request: HttpRequest) -> tuple[date, date]:
    """The two days that were chosen; else the eve of the newest map and its first day."""
    newest = kept().edges[-1]
    old = day_of(request.POST.get("old_on", "").strip())
    new = day_of(request.POST.get("new_on", "").strip())
    return old or date.fromordinal(newest - 1), new or date.fromordinal(newest)


def _shown(request: HttpRequest, told: dict[str, Any], status: int = 200) -> HttpResponse:
    limits = {"most_rows": MOST_ROWS, "most_megabytes": MOST_BYTES // 1024 // 1024}
    return render(request, "web/addresses.html", {**limits, **told}, status=status)


def _wrong(
    request: HttpRequest, told: dict[str, Any], field: str, error: str, status: int = 422
) -> HttpResponse:
    return _shown(request, {**told, "error": error, "wrong": field}, status)


def _one(request: HttpRequest, told: dict[str, Any], days: tuple[date, date]) -> HttpResponse:
    text = request.POST.get("address", "").strip()[:LONGEST]
    told["text"] = text
    if not text:
        return _wrong(request, told, "address", t("Hãy nhập địa chỉ.", "Enter an address."))
    made = converter(*days)
    answer = made.one(text)
    return _shown(request, {**told, "card": card(answer), "pieces": pieces(made, text)})


def card(answer: Answer) -> dict[str, Any]:
    """An answer as the page tells it."""
    spoken = language()
    how = dict.fromkeys(odd(why, spoken) for one in answer.readings for why in one.how)
    return {
        "answer": answer,
        "status": next((vi, en) for key, vi, en in STATUSES if key == answer.status),
        "why": answer.why(spoken),
        "how": list(how),
        "sure": _sure(answer),
        "heirs": [(heir, cited_as(heir, spoken)) for heir in answer.heirs],
    }


def _sure(answer: Answer) -> str:
    """The score in words, for who does not read figures."""
    if answer.status == "unknown":
        return ""
    said = number(round(answer.score * 100, 1))
    if answer.score >= 0.99:
        return t(f"Đọc chắc chắn ({said} %).", f"Surely read ({said} %).")
    if answer.score >= 0.9:
        return t(f"Đọc khá chắc ({said} %).", f"Read with fair certainty ({said} %).")
    return t(f"Chưa chắc ({said} %): hãy kiểm tra.", f"Not sure ({said} %): please check.")


def _table(request: HttpRequest, told: dict[str, Any], days: tuple[date, date]) -> HttpResponse:
    source, name = _source(request)
    told |= {"lines": request.POST.get("lines", ""), "column": request.POST.get("column", "")}
    if source is None:
        text = t("Hãy dán các dòng hoặc chọn một tệp.", "Paste some lines or choose a file.")
        return _wrong(request, told, "lines", text)
    wanted = request.POST.get("do", "look")
    column = told["column"].strip()
    try:
        with converted(source, name, days, column, keep_kind=wanted == "download") as made:
            if wanted == "download":
                return _sent(made.file, name)
            if wanted == "left":
                return _sent(made.left, f"left-open-{Path(name).stem}.csv")
            return _shown(request, {**told, **summary(made, name)})
    except Busy as busy:
        response = _wrong(request, told, "file", why_not(busy), 503)
        response.headers["Retry-After"] = "5"
        return response
    except (TooLong, Unreadable) as error:
        return _wrong(request, told, "file", why_not(error))


def _source(request: HttpRequest) -> tuple[IO[bytes] | None, str]:
    """What was uploaded, else the lines that were pasted, with a name that says which."""
    sent = request.FILES.get("file")
    if sent is not None and sent.file is not None:
        return sent.file, sent.name or "table.csv"
    text = request.POST.get("lines", "")
    if not text.strip():
        return None, ""
    return io.BytesIO(text.encode("utf-8", "replace")), "addresses.lines"


def summary(made: Made, name: str) -> dict[str, Any]:
    """What came of a table, for the page: a bar, the notes, the first rows."""
    whole, at, bar = max(made.summary.rows, 1), 0.0, []
    for status, vi, en in STATUSES:
        count = made.summary.counts[status]
        width = 100 * count / whole
        bar.append(Share(status, vi, en, count, round(at, 3), round(width, 3)))
        at += width
    return {
        "summary": made.summary,
        "bar": bar,
        "rows": made.rows,
        "shown": min(SHOWN, made.summary.rows),
        "names": made.names,
        "name": "" if name.endswith(".lines") else name,
        "seconds": number(round(made.summary.seconds, 1)),
    }


def _sent(file: Path, name: str) -> HttpResponse:
    """A file to keep; it is read whole, because its folder goes away."""
    stem = "".join(c if c.isalnum() or c in "-_" else "-" for c in Path(name).stem)[:80]
    response = HttpResponse(file.read_bytes(), content_type=TYPES[file.suffix])
    named = f'attachment; filename="{stem.encode("ascii", "ignore").decode() or "table"}-converted'
    response.headers["Content-Disposition"] = f'{named}{file.suffix}"'
    return response


def _too_big() -> str:
    most = MOST_BYTES // 1024 // 1024
    return t(f"Tệp lớn hơn {most} MB.", f"The file is larger than {most} MB.")


def _too_early() -> str:
    return t(
        "Dữ liệu bắt đầu từ 01/01/2025; hãy chọn ngày sau đó.",
        "The data begin on 01/01/2025; choose a later day.",
    )
