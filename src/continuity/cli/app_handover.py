"""The commands about a handover."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from continuity.cli.app import AsJson, group
from continuity.cli.help import Command
from continuity.cli.speak import t

handover = group(
    "handover", t("Bàn giao, tiếp nhận giữa hai cơ quan.", "Handovers between two agencies.")
)

FILE = t("TỆP", "FILE")
Id = Annotated[str, typer.Argument(metavar=t("BÀN_GIAO", "HANDOVER"))]
Agency = Annotated[str, typer.Argument(metavar=t("CƠ_QUAN", "AGENCY"))]
Annex = Annotated[str, typer.Argument(metavar=t("PHỤ_LỤC", "ANNEX"))]
Write = Annotated[
    bool, typer.Option("--write", help=t("Ghi, không chỉ chạy thử.", "Write, and not only try."))
]


@handover.command(
    "take-over",
    cls=Command,
    help=t(
        "Nhận dữ liệu của hệ thống cũ vào một phụ lục theo tệp ánh xạ. Không có --write thì chỉ chạy "
        "thử.\n\nVí dụ: continuity handover take-over 0197… vn.31.justice anh-xa.yaml *.csv --back loi",
        "Take an old system's records over into an annex, by a mapping file. Without --write it is only "
        "tried.\n\n"
        "Example: continuity handover take-over 0197… vn.31.justice mapping.yaml *.csv --back wrong",
    ),
)
def take_over(
    id: Id,
    agency: Agency,
    mapping: Annotated[Path, typer.Argument(metavar=t("ÁNH_XẠ", "MAPPING"))],
    files: Annotated[list[Path], typer.Argument(metavar=FILE)],
    write: Write = False,
    back: Annotated[
        Path | None,
        typer.Option(
            metavar=t("THƯ_MỤC", "DIR"),
            help=t(
                "Nơi ghi các dòng bị trả lại, kèm lý do từng dòng.",
                "Where the rows go that come back, with a reason each.",
            ),
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    from continuity.cli.handover import take_over as run

    run(id, agency, mapping, files, writes=write, folder=back, as_json=json)


@handover.command(
    cls=Command,
    help=t(
        "In tờ phân cách có mã QR, mỗi mục của phụ lục một tờ.\n\n"
        "Ví dụ: continuity handover sheets 0197… vn.31.justice archives --out to-phan-cach.pdf",
        "Print separator sheets with QR codes, one a line of the annex.\n\n"
        "Example: continuity handover sheets 0197… vn.31.justice archives --out sheets.pdf",
    ),
)
def sheets(
    id: Id,
    agency: Agency,
    annex: Annex,
    out: Annotated[Path, typer.Option(metavar=FILE, help=t("Tệp PDF.", "The PDF file."))],
    after: Annotated[
        str,
        typer.Option(
            metavar=t("SỐ", "NUMBER"), help=t("Từ mục sau số này.", "Lines after this one.")
        ),
    ] = "",
) -> None:
    from continuity.cli.scans import sheets as run

    run(id, agency, annex, after, out)


@handover.command(
    cls=Command,
    help=t(
        "Cắt bản quét (PDF, ảnh, thư mục, ZIP) thành các tập theo tờ phân cách. Không có --write thì "
        "chỉ chạy thử.\n\n"
        "Ví dụ: continuity handover scans 0197… vn.31.justice archives quet.pdf --out tap --write",
        "Cut what was scanned (PDF, pictures, folders, ZIP) into batches at the separator sheets. "
        "Without --write it is only tried.\n\n"
        "Example: continuity handover scans 0197… vn.31.justice archives scan.pdf --out batches --write",
    ),
)
def scans(
    id: Id,
    agency: Agency,
    annex: Annex,
    files: Annotated[list[Path], typer.Argument(metavar=FILE)],
    write: Write = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar=t("THƯ_MỤC", "DIR"), help=t("Nơi để các tập.", "Where the batches go.")
        ),
    ] = None,
    reason: Annotated[
        str,
        typer.Option(
            metavar=t("LÝ_DO", "REASON"),
            help=t("Vì sao quét lại mục đã có.", "Why a line is scanned anew."),
        ),
    ] = "",
) -> None:
    from continuity.cli.scans import scans as run

    run(id, agency, annex, files, out, reason, writes=write)
