"""The commands about subscriptions: which address is told of an agency's events."""

from __future__ import annotations

from typing import Annotated

import typer

from continuity.cli.app import AsJson, group
from continuity.cli.help import Command
from continuity.cli.speak import t

hook = group(
    "hook",
    t(
        "Đăng ký nhận sự kiện hồ sơ; người quản trị của cơ quan thực hiện.",
        "Addresses that are told of events; by a steward of the agency.",
    ),
)

Key = Annotated[str, typer.Argument(metavar=t("KHOÁ", "KEY"))]
Some = Annotated[list[str] | None, typer.Option(metavar=t("TÊN", "NAME"))]


@hook.command(
    cls=Command,
    help=t(
        "Thêm một địa chỉ; in khoá bí mật một lần.\n\n"
        "Ví dụ: continuity hook add vn.31.police https://nhan.example/su-kien",
        "Add an address; prints its secret this once.\n\n"
        "Example: continuity hook add vn.31.police https://takes.example/events",
    ),
)
def add(
    agency: Annotated[str, typer.Argument(metavar=t("CƠ_QUAN", "AGENCY"))],
    url: Annotated[str, typer.Argument(metavar="URL")],
    function: Some = None,
    verb: Some = None,
) -> None:
    from continuity.cli.hook import add as run

    run(agency, url, function or [], verb or [])


@hook.command(
    "list",
    cls=Command,
    help=t(
        "Mọi đăng ký, và vì sao một đăng ký bị ngừng.\n\nVí dụ: continuity hook list",
        "All subscriptions, and why one was disabled.\n\nExample: continuity hook list",
    ),
)
def every(json: AsJson = False) -> None:
    from continuity.cli.hook import every as run

    run(as_json=json)


@hook.command(
    cls=Command,
    help=t(
        "Gửi lại cho địa chỉ đã bị ngừng.\n\nVí dụ: continuity hook enable 0198…",
        "Tell a disabled address again.\n\nExample: continuity hook enable 0198…",
    ),
)
def enable(key: Key) -> None:
    from continuity.cli.hook import turn

    turn(key, ends=False)


@hook.command(
    cls=Command,
    help=t(
        "Không gửi cho địa chỉ này nữa.\n\nVí dụ: continuity hook end 0198…",
        "Tell an address nothing more.\n\nExample: continuity hook end 0198…",
    ),
)
def end(key: Key) -> None:
    from continuity.cli.hook import turn

    turn(key, ends=True)
