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
    id: Annotated[str, typer.Argument(metavar=t("BÀN_GIAO", "HANDOVER"))],
    agency: Annotated[str, typer.Argument(metavar=t("CƠ_QUAN", "AGENCY"))],
    mapping: Annotated[Path, typer.Argument(metavar=t("ÁNH_XẠ", "MAPPING"))],
    files: Annotated[list[Path], typer.Argument(metavar=FILE)],
    write: Annotated[
        bool,
        typer.Option("--write", help=t("Ghi, không chỉ chạy thử.", "Write, and not only try.")),
    ] = False,
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
