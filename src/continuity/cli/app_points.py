"""The commands about service points."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from continuity.cli.app import group
from continuity.cli.help import Command
from continuity.cli.speak import t, wrong_use

points = group(
    "points",
    t("Điểm tiếp nhận hồ sơ: nộp ở đâu.", "Service points: where to hand in."),
)


@points.callback()
def base() -> None:
    """One command in a group, and more to come: typer would take the only one for the group."""


@points.command(
    "import",
    cls=Command,
    help=t(
        "Nhập bảng điểm tiếp nhận; nhập tất cả hoặc không dòng nào.\n\n"
        "Ví dụ: continuity points import diem.csv",
        "Import a table of counters, all of it or nothing.\n\n"
        "Example: continuity points import counters.csv",
    ),
)
def import_(
    file: Annotated[Path | None, typer.Argument(metavar=t("TỆP", "FILE"))] = None,
    template: Annotated[
        bool, typer.Option("--template", help=t("In bảng mẫu.", "Print an empty table."))
    ] = False,
) -> None:
    from continuity.cli import points as run

    if template:
        run.template()
    elif file is None:
        raise wrong_use(t("Hãy nêu một tệp CSV.", "Please name a CSV file."))
    else:
        run.take(file)
