"""The commands about written addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from continuity.cli.app import DAY, AsJson, group
from continuity.cli.help import Command
from continuity.cli.speak import t

address = group(
    "address",
    t(
        "Địa chỉ: vào một ngày, một địa chỉ thuộc đơn vị nào.",
        "Addresses: what a written address means on a day.",
    ),
)

FILE = t("TỆP", "FILE")
COLUMN = t("CỘT", "COLUMN")
Text = Annotated[
    str,
    typer.Argument(
        metavar=t("ĐỊA_CHỈ|TỆP|-", "TEXT|FILE|-"),
        help=t(
            "Một địa chỉ, một bảng (CSV, Parquet, Excel), hoặc - để đọc từng dòng.",
            "An address, a table (CSV, Parquet, Excel), or - for lines.",
        ),
    ),
]
OneText = Annotated[
    str, typer.Argument(metavar=t("ĐỊA_CHỈ", "TEXT"), help=t("Một địa chỉ.", "An address."))
]
On = Annotated[
    str,
    typer.Option(
        metavar=DAY,
        help=t("Ngày cần hỏi; mặc định: hôm nay.", "The day that is asked; default: today."),
    ),
]
OldOn = Annotated[
    str,
    typer.Option(
        metavar=DAY,
        help=t(
            "Ngày mà địa chỉ được viết; mặc định: trước bản đồ mới nhất.",
            "The day on which the address held; default: before the newest map.",
        ),
    ),
]
NewOn = Annotated[
    str, typer.Option(metavar=DAY, help=t("Ngày cần đổi sang.", "The day it is converted to."))
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar=COLUMN,
        help=t(
            "Cột địa chỉ; nhiều cột được nối theo thứ tự. Không nêu thì tự nhận ra.",
            "The column of addresses; several are joined in order. Without it, it is found.",
        ),
    ),
]
Code = Annotated[
    str,
    typer.Option(
        "--code-column",
        metavar=COLUMN,
        help=t("Cột mã đơn vị, thay cho địa chỉ.", "A column of unit codes instead of addresses."),
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar=FILE,
        help=t(
            "Tệp kết quả (.csv, .tsv, .parquet, .xlsx).",
            "Where the table goes (.csv, .tsv, .parquet, .xlsx).",
        ),
    ),
]
Open = Annotated[
    Path | None,
    typer.Option(
        "--open",
        metavar=FILE,
        help=t(
            "Ghi riêng các dòng chưa xác định, nêu đủ tên các khả năng.",
            "Also write the rows left open, with their candidates spelled out.",
        ),
    ),
]
Sheet = Annotated[
    str | None,
    typer.Option(metavar=t("TÊN", "NAME"), help=t("Trang tính của Excel.", "The sheet of Excel.")),
]
Listed = Annotated[
    list[Path] | None,
    typer.Option(
        "--list",
        metavar=FILE,
        help=t(
            "Danh sách thôn, tổ dân phố, đường phố của xã, để quyết định nơi bị chia tách.",
            "A commune's list of hamlets and streets, which decides where it was divided.",
        ),
    ),
]
Spoken = Annotated[
    str | None, typer.Option("--language", metavar="vi|en", help=t("Ngôn ngữ.", "The language."))
]


@address.command(
    cls=Command,
    help=t(
        "Địa chỉ thuộc đơn vị nào vào một ngày.\n\n"
        'Ví dụ: continuity address resolve "P. Bến Nghé, Q.1, TP.HCM" --on 2025-06-30',
        "The unit that an address means on a day.\n\n"
        'Example: continuity address resolve "P. Bến Nghé, Q.1, TP.HCM" --on 2025-06-30',
    ),
)
def resolve(
    text: Text,
    on: On = "",
    column: Columns = None,
    code_column: Code = "",
    out: Out = None,
    left: Open = None,
    sheet: Sheet = None,
    lists: Listed = None,
    language: Spoken = None,
    json: AsJson = False,
) -> None:
    from continuity.cli.address import Asked, run, today

    day = on or today().isoformat()  # both sides of it: nothing is converted

    run(
        Asked(
            text,
            day,
            day,
            tuple(column or ()),
            code_column,
            out,
            left,
            sheet,
            tuple(lists or ()),
            language,
            json,
        )
    )


@address.command(
    cls=Command,
    help=t(
        "Đổi địa chỉ của một ngày sang đơn vị của ngày khác.\n\n"
        "Ví dụ: continuity address convert CU.csv --column dia_chi --old-on 2025-06-30 "
        "--new-on 2025-07-01 --out MOI.csv",
        "Convert addresses of one day to the units of another.\n\n"
        "Example: continuity address convert IN.csv --column address --old-on 2025-06-30 "
        "--new-on 2025-07-01 --out OUT.csv",
    ),
)
def convert(
    text: Text,
    old_on: OldOn = "",
    new_on: NewOn = "",
    column: Columns = None,
    code_column: Code = "",
    out: Out = None,
    left: Open = None,
    sheet: Sheet = None,
    lists: Listed = None,
    language: Spoken = None,
    json: AsJson = False,
) -> None:
    from continuity.cli.address import Asked, run

    run(
        Asked(
            text,
            old_on,
            new_on,
            tuple(column or ()),
            code_column,
            out,
            left,
            sheet,
            tuple(lists or ()),
            language,
            json,
        )
    )


@address.command(
    cls=Command,
    help=t(
        "Địa chỉ được đọc như thế nào, và vì sao trả lời như vậy.\n\n"
        'Ví dụ: continuity address explain "12 le loi, p ben nghe, q1" --old-on 2025-06-30 '
        "--new-on 2025-07-01",
        "How an address was read, and why the answer is what it is.\n\n"
        'Example: continuity address explain "12 le loi, p ben nghe, q1" --old-on 2025-06-30 '
        "--new-on 2025-07-01",
    ),
)
def explain(
    text: OneText,
    old_on: OldOn = "",
    new_on: NewOn = "",
    lists: Listed = None,
    language: Spoken = None,
    json: AsJson = False,
) -> None:
    from continuity.cli.explain import run

    run(text, old_on, new_on, lists=lists or (), language=language, as_json=json)


@address.command(
    cls=Command,
    help=t(
        "Kiểm tra danh sách thôn, tổ dân phố, đường phố của xã; hoặc nhập vào sổ đăng ký.\n\n"
        "Ví dụ: continuity address lists --template > danh_sach.csv",
        "Check a commune's list of hamlets, groups and streets; or enter it in the register.\n\n"
        "Example: continuity address lists --template > list.csv",
    ),
)
def lists(
    files: Annotated[list[Path] | None, typer.Argument(metavar=FILE)] = None,
    template: Annotated[
        bool, typer.Option("--template", help=t("In bảng mẫu.", "Print an empty table."))
    ] = False,
    enter: Annotated[
        bool,
        typer.Option("--enter", help=t("Nhập vào sổ đăng ký.", "Enter it in the register.")),
    ] = False,
) -> None:
    from continuity.cli import address as run

    if template:
        run.template()
    elif enter:
        run.enter_lists(files or ())
    else:
        run.check_lists(files or ())
