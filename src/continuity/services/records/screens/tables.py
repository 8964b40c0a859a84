"""A table of convictions taken in at the desk: what became of each row, on the page or as a table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.packs.text import MOST_BYTES
from continuity.pages.words import language, t
from continuity.services.records import imports, sheets
from continuity.services.records.imports import Outcome
from continuity.services.records.screens.room import Keeper, keeping

SHOWN = 200
OUTCOMES = {
    "entered": ("đã nhập", "entered"),
    "corrected": ("đã đính chính", "corrected"),
    "unchanged": ("đã có, không đổi", "there already"),
    "refused": ("không nhập", "left out"),
}


@keeping
def table(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """The form; after it was sent, what became of each row."""
    if request.method != "POST":
        return _page(request, keeper)
    sent = request.FILES.get("file")
    if sent is None or not sent.size:
        return _page(request, keeper, error=t("Chọn một tệp CSV.", "Choose a CSV file."))
    if sent.size > MOST_BYTES:
        most = MOST_BYTES >> 20
        wrong = t(f"Tệp lớn hơn {most} MB; hãy chia nhỏ.", f"The file is over {most} MB; split it.")
        return _page(request, keeper, error=wrong)
    name = (sent.name or "")[-80:]
    found = imports.load(sent.read(), name, **keeper.by)
    return _report(found, name) if "report" in request.POST else _page(request, keeper, found)


@keeping
def template(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """An empty table with every column."""
    return _file(";".join(sheets.COLUMNS) + "\r\n", "an-tich.csv")


def _page(
    request: HttpRequest, keeper: Keeper, found: list[Outcome] | None = None, error: str = ""
) -> HttpResponse:
    told: dict[str, Any] = {
        "keeper": keeper,
        "lives": True,
        "error": error,
        "sent": found is not None,
    }
    if found is not None:
        counts: Counter[str] = Counter(one.what for one in found)
        told["counts"] = [(t(*OUTCOMES[what]), counts[what]) for what in OUTCOMES if counts[what]]
        left = [one for one in found if one.what == "refused"]
        told |= {"left": [(one.line, _why(one)) for one in left[:SHOWN]], "more": left[SHOWN:]}
    return render(request, "records/table.html", told, status=422 if error else 200)


def _why(one: Outcome) -> list[tuple[str, str, str]]:
    return [finding.parts(language()) for finding in one.findings]


def _report(found: list[Outcome], name: str) -> HttpResponse:
    """Each row of the file with its outcome, as a table for a spreadsheet."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";")
    write.writerow([t("dòng", "line"), t("kết quả", "outcome"), t("vì sao", "why")])
    for one in found:
        why = " ".join(" ".join(parts) for parts in _why(one))
        write.writerow([one.line, t(*OUTCOMES[one.what]), _safe(why)])
    return _file(out.getvalue(), f"ket-qua-{name.rpartition('.')[0][:40] or 'bang'}.csv")


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _file(text: str, name: str) -> HttpResponse:
    plain = "".join(
        letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-.")
    )
    answer = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{plain}"'
    return answer
