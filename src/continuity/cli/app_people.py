"""The commands about people: adding and appointing them, signing in and out."""

from __future__ import annotations

from typing import Annotated

import typer

from continuity.cli.app import DAY, AsJson, app, group
from continuity.cli.help import Command
from continuity.cli.speak import t

user = group(
    "user",
    t(
        "Người dùng và chức vụ; người vận hành máy thực hiện.",
        "People and their seats; done by whoever runs the machine.",
    ),
)

Login = Annotated[str, typer.Argument(metavar=t("TÊN", "LOGIN"))]
Agency = Annotated[
    str,
    typer.Option(metavar=t("CƠ_QUAN", "AGENCY"), help=t("Mã cơ quan.", "The agency's key.")),
]
Seat = Annotated[
    str,
    typer.Option(metavar=t("CHỨC_VỤ", "SEAT"), help=t("Tên chức vụ.", "What the seat is called.")),
]


@user.command(
    cls=Command,
    help=t(
        "Thêm một người.\n\nVí dụ: continuity user add thu.hoa --name 'Nguyễn Thu Hoa'",
        "Add a person.\n\nExample: continuity user add thu.hoa --name 'Nguyễn Thu Hoa'",
    ),
)
def add(
    login: Login,
    name: Annotated[
        str,
        typer.Option(metavar=t("HỌ_TÊN", "NAME"), help=t("Họ và tên.", "The person's name.")),
    ],
) -> None:
    from continuity.cli.people import add as run

    run(login, name)


@user.command(
    "list",
    cls=Command,
    help=t(
        "Mọi người và chức vụ của họ.\n\nVí dụ: continuity user list",
        "Everybody, with their seats.\n\nExample: continuity user list",
    ),
)
def everybody(json: AsJson = False) -> None:
    from continuity.cli.people import everybody as run

    run(as_json=json)


@user.command(
    cls=Command,
    help=t(
        "Bổ nhiệm.\n\nVí dụ: continuity user appoint thu.hoa --role planner "
        "--agency vn.01.home-affairs --since 2025-01-01",
        "Give a person a seat.\n\nExample: continuity user appoint thu.hoa --role planner "
        "--agency vn.01.home-affairs --since 2025-01-01",
    ),
)
def appoint(
    login: Login,
    role: Annotated[
        str,
        typer.Option(
            metavar=t("VAI_TRÒ", "ROLE"), help="planner, head, officer, inspector, steward"
        ),
    ],
    agency: Agency,
    since: Annotated[str, typer.Option(metavar=DAY, help=t("Từ ngày.", "The first day."))],
    until: Annotated[
        str | None,
        typer.Option(
            metavar=DAY, help=t("Ngày đầu tiên không còn giữ.", "The first day after it.")
        ),
    ] = None,
    seat: Seat = "",
    sub_unit: Annotated[
        str,
        typer.Option(
            metavar=t("ĐƠN_VỊ", "SUB_UNIT"), help=t("Đơn vị trực thuộc.", "Part of the agency.")
        ),
    ] = "",
) -> None:
    from continuity.cli.people import appoint as run

    run(login, role, agency, since, until, seat, sub_unit)


@user.command(
    cls=Command,
    help=t(
        "Kết thúc bổ nhiệm tại một cơ quan.\n\nVí dụ: continuity user end thu.hoa "
        "--agency vn.01.home-affairs --on 2025-07-01",
        "End the appointments at an agency.\n\nExample: continuity user end thu.hoa "
        "--agency vn.01.home-affairs --on 2025-07-01",
    ),
)
def end(
    login: Login,
    agency: Agency,
    on: Annotated[
        str,
        typer.Option(metavar=DAY, help=t("Ngày đầu tiên không còn giữ.", "The first day without.")),
    ],
    seat: Seat = "",
) -> None:
    from continuity.cli.people import end as run

    run(login, agency, on, seat)


@user.command(
    cls=Command,
    help=t(
        "Cấp mật khẩu mới; bỏ lớp xác thực thứ hai.\n\nVí dụ: continuity user renew thu.hoa",
        "Give a new first password; the second factor goes.\n\nExample: continuity user renew thu.hoa",
    ),
)
def renew(login: Login) -> None:
    from continuity.cli.people import renew as run

    run(login)


@user.command(
    cls=Command,
    help=t(
        "Khoá đăng nhập, hoặc mở lại.\n\nVí dụ: continuity user suspend thu.hoa",
        "Let somebody sign in no longer, or again.\n\nExample: continuity user suspend thu.hoa",
    ),
)
def suspend(
    login: Login,
    back: Annotated[bool, typer.Option("--back", help=t("Mở lại.", "Let them in again."))] = False,
) -> None:
    from continuity.cli.people import suspend as run

    run(login, back=back)


@user.command(
    cls=Command,
    help=t(
        "Cấp mã truy cập cho phần mềm của một cơ quan; chỉ hiện một lần.\n\nVí dụ: continuity "
        "user token thu.hoa --agency vn.01.police --role officer --purpose processing --until 2027-01-01",
        "Give an agency's program a token of a person's seat; it is shown once.\n\nExample: continuity "
        "user token thu.hoa --agency vn.01.police --role officer --purpose processing --until 2027-01-01",
    ),
)
def token(
    login: Login,
    until: Annotated[
        str,
        typer.Option(
            metavar=DAY, help=t("Ngày đầu tiên hết dùng được.", "The first day it is not good.")
        ),
    ],
    agency: Agency = "",
    role: Annotated[
        str, typer.Option(metavar=t("VAI_TRÒ", "ROLE"), help="officer, head, inspector")
    ] = "",
    purpose: Annotated[
        list[str] | None,
        typer.Option(
            metavar=t("MỤC_ĐÍCH", "PURPOSE"),
            help=t("Dùng để làm gì; nêu được nhiều lần.", "What for; may be given several times."),
        ),
    ] = None,
    label: Annotated[
        str,
        typer.Option(metavar=t("TÊN_GỌI", "LABEL"), help=t("Phần mềm nào.", "Of which program.")),
    ] = "",
) -> None:
    from continuity.cli.tokens import give as run

    run(login, until, agency, role, purpose or [], label)


@user.command(
    cls=Command,
    help=t(
        "Các mã truy cập, trừ nội dung.\n\nVí dụ: continuity user tokens",
        "The tokens, without what they say.\n\nExample: continuity user tokens",
    ),
)
def tokens(json: AsJson = False) -> None:
    from continuity.cli.tokens import listed as run

    run(as_json=json)


@user.command(
    cls=Command,
    help=t(
        "Thu hồi một mã truy cập.\n\nVí dụ: continuity user revoke 019a0c3e-7a51-7b1e-9d59-3a8f1c2b7e60",
        "Revoke a token.\n\nExample: continuity user revoke 019a0c3e-7a51-7b1e-9d59-3a8f1c2b7e60",
    ),
)
def revoke(id: Annotated[str, typer.Argument(metavar=t("SỐ", "ID"))]) -> None:
    from continuity.cli.tokens import revoke as run

    run(id)


@app.command(
    "sign-in",
    cls=Command,
    help=t(
        "Đăng nhập bằng mật khẩu và mã.\n\nVí dụ: continuity sign-in thu.hoa",
        "Sign in with a password and a code.\n\nExample: continuity sign-in thu.hoa",
    ),
)
def sign_in(login: Login) -> None:
    from continuity.cli.people import sign_in as run

    run(login)


@app.command(
    "sign-out",
    cls=Command,
    help=t("Đăng xuất.\n\nVí dụ: continuity sign-out", "Sign out.\n\nExample: continuity sign-out"),
)
def sign_out() -> None:
    from continuity.cli.people import sign_out as run

    run()


@app.command(
    cls=Command,
    help=t(
        "Ai đang đăng nhập, giữ chức vụ gì hôm nay.\n\nVí dụ: continuity whoami",
        "Who is signed in, in which seats today.\n\nExample: continuity whoami",
    ),
)
def whoami() -> None:
    from continuity.cli.people import whoami as run

    run()
