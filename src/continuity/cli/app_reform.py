"""The commands about reforms: from a file, and on the shelf of the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from continuity.cli.app import DAY, AsJson, FromPack, group
from continuity.cli.help import Command
from continuity.cli.speak import t

reform = group(
    "reform",
    t("Lập kế hoạch, kiểm tra, chứng minh một văn bản.", "Plan, check and prove a decree."),
)

Decree = Annotated[
    Path,
    # What cannot be read is a finding like any other, not wrong use.
    typer.Argument(
        metavar="FILE", readable=False, help=t("Tệp YAML của văn bản.", "The decree, in YAML.")
    ),
]


Name = Annotated[str, typer.Argument(metavar=t("TÊN", "NAME"), help=t("Tên văn bản.", "Its name."))]
Version = Annotated[
    int | None,
    typer.Option(metavar="N", help=t("Phiên bản đã đọc.", "The version that was read.")),
]
Reason = Annotated[
    str,
    typer.Option(metavar=t("LÝ_DO", "REASON"), help=t("Vì sao; lưu trong nhật ký.", "Why; kept.")),
]


@reform.command(
    cls=Command,
    help=t(
        "Từ lời văn nghị quyết ra dự thảo; chỗ nào chưa hiểu thì nêu ra.\n\n"
        "Ví dụ: continuity reform read nghi-quyet.txt --out du-thao.yaml",
        "From the text of a law to a draft; what was not understood is told.\n\n"
        "Example: continuity reform read resolution.txt --out draft.yaml",
    ),
)
def read(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            readable=False,
            help=t("Tệp văn bản; - là đầu vào chuẩn.", "The text; - is standard input."),
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option(metavar=DAY, help=t("Ngày hoạt động.", "The day on which it operates.")),
    ] = None,
    number: Annotated[
        str, typer.Option(metavar=t("SỐ", "NUMBER"), help=t("Số hiệu.", "Its number."))
    ] = "",
    province: Annotated[
        str, typer.Option(metavar=t("MÃ", "CODE"), help=t("Mã tỉnh.", "The province."))
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(metavar="YAML", help=t("Ghi dự thảo vào tệp.", "Write the draft there.")),
    ] = None,
    pack: FromPack = False,
    json: AsJson = False,
) -> None:
    from continuity.cli.law import read as run

    run(file, on=on, number=number, province=province, out=out, pack=pack, as_json=json)


@reform.command(
    cls=Command,
    help=t(
        "Văn bản thay đổi những gì.\n\nVí dụ: continuity reform plan FILE",
        "What a decree changes.\n\nExample: continuity reform plan FILE",
    ),
)
def plan(file: Decree, pack: FromPack = False, json: AsJson = False) -> None:
    from continuity.cli.reform import plan as run

    run(file, pack=pack, as_json=json)


@reform.command(
    cls=Command,
    help=t(
        "Mọi điều sai trong văn bản, cùng một lúc.\n\nVí dụ: continuity reform check FILE",
        "All that is wrong with a decree, at once.\n\nExample: continuity reform check FILE",
    ),
)
def check(file: Decree, pack: FromPack = False, json: AsJson = False) -> None:
    from continuity.cli.reform import check as run

    run(file, pack=pack, as_json=json)


@reform.command(
    cls=Command,
    help=t(
        "Chứng minh không sót, không chồng, không mất.\n\nVí dụ: continuity reform prove FILE",
        "Prove that nothing is missing, double or lost.\n\nExample: continuity reform prove FILE",
    ),
)
def prove(file: Decree, pack: FromPack = False, json: AsJson = False) -> None:
    from continuity.cli.reform import prove as run

    run(file, pack=pack, as_json=json)


@reform.command(
    cls=Command,
    help=t(
        "Dời ngày: đổi gì, phải báo lại cho ai; --save trình dự thảo dời ngày.\n\n"
        "Ví dụ: continuity reform slip FILE --to 2025-03-15",
        "Another day: what changes, who must be told again; --save drafts it.\n\n"
        "Example: continuity reform slip FILE --to 2025-03-15",
    ),
)
def slip(
    file: Decree,
    to: Annotated[str, typer.Option(metavar=DAY, help=t("Ngày mới.", "The new effective day."))],
    save: Annotated[
        bool,
        typer.Option(
            "--save",
            help=t(
                "Lưu dự thảo dời ngày của văn bản đang ban hành.",
                "Draft it for the decree in force, for somebody else to enact.",
            ),
        ),
    ] = False,
    version: Version = None,
    pack: FromPack = False,
    json: AsJson = False,
) -> None:
    from continuity.cli.reform import slip as run

    run(file, to, pack=pack, as_json=json)
    if save:
        from continuity.cli.shelf import slip as draft

        draft(file, to, version)


@reform.command(
    "list",
    cls=Command,
    help=t(
        "Văn bản đang ban hành và dự thảo đang chờ.\n\nVí dụ: continuity reform list",
        "The decrees in force and the drafts that wait.\n\nExample: continuity reform list",
    ),
)
def listed(json: AsJson = False) -> None:
    from continuity.cli.shelf import listed as run

    run(as_json=json)


@reform.command(
    cls=Command,
    help=t(
        "Lưu dự thảo, để người khác ban hành.\n\nVí dụ: continuity reform save FILE",
        "Save a draft, for somebody else to enact.\n\nExample: continuity reform save FILE",
    ),
)
def save(file: Decree, version: Version = None, reason: Reason = "") -> None:
    from continuity.cli.shelf import save as run

    run(file, version, reason)


@reform.command(
    cls=Command,
    help=t(
        "Trình thu hồi toàn bộ một văn bản chưa có hiệu lực.\n\n"
        "Ví dụ: continuity reform undo ten-van-ban --reason 'chưa chắc ngày'",
        "Draft the withdrawal of a decree that is not in effect yet.\n\n"
        "Example: continuity reform undo some-decree --reason 'the day is not sure'",
    ),
)
def undo(name: Name, version: Version = None, reason: Reason = "") -> None:
    from continuity.cli.shelf import undo as run

    run(name, version, reason)


@reform.command(
    cls=Command,
    help=t(
        "Phê duyệt dự thảo của người khác; không có --version thì chỉ cho xem.\n\n"
        "Ví dụ: continuity reform enact ten-van-ban --version 1",
        "Approve what somebody else drafted; without --version it is only shown.\n\n"
        "Example: continuity reform enact some-decree --version 1",
    ),
)
def enact(
    name: Name,
    version: Version = None,
    despite: Annotated[
        str,
        typer.Option(
            metavar=t("LÝ_DO", "REASON"),
            help=t(
                "Vẫn phê duyệt dù đơn vị chưa sẵn sàng; lý do lưu trong nhật ký.",
                "Approve although units are not ready; the reason is kept.",
            ),
        ),
    ] = "",
) -> None:
    from continuity.cli.shelf import enact as run

    run(name, version, despite)
