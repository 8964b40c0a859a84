"""The commands and their options; what each does stands in a module of its own."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

import continuity
from continuity.cli.help import Command, Group, Who
from continuity.cli.speak import say, t
from continuity.cli.streams import at_once, streams, written


def _group(help: str) -> typer.Typer:
    return typer.Typer(
        cls=Group,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=help,
    )


app = _group(
    t(
        "Continuity: lập kế hoạch, chứng minh và thực hiện việc sắp xếp bộ máy nhà nước.",
        "Continuity: plan, prove and enact the reorganisation of a state.",
    )
)


def group(name: str, help: str) -> typer.Typer:
    """A new command with commands of its own."""
    made = _group(help)
    app.add_typer(made, name=name)
    return made


AsJson = Annotated[bool, typer.Option("--json", help=t("In một đối tượng JSON.", "Print JSON."))]
DAY = t("NGÀY", "DAY")
FromPack = Annotated[
    bool,
    typer.Option(
        "--pack",
        help=t(
            "Trả lời từ gói dữ liệu, dù có cơ sở dữ liệu.",
            "Answer from the pack, not the database.",
        ),
    ),
]


def _version(asked: bool) -> None:
    if asked:
        say(f"continuity {continuity.__version__}")
        raise typer.Exit


On = Annotated[
    str,
    typer.Option(
        metavar=DAY,
        help=t(
            "Ngày cần hỏi (YYYY-MM-DD hoặc dd/mm/yyyy).",
            "The day that is asked (YYYY-MM-DD or dd/mm/yyyy).",
        ),
    ),
]


@app.callback()
def base(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_version,
            help=t("In phiên bản.", "Print the version."),
        ),
    ] = False,
) -> None:
    pass


@app.command(
    cls=Command,
    help=t(
        "Chạy cả hai cuộc sắp xếp năm 2025 trên dữ liệu quốc gia và chứng minh.\n\n"
        "Ví dụ: continuity demo --json",
        "Enact both reforms of 2025 on the national data, and prove them.\n\n"
        "Example: continuity demo --json",
    ),
)
def demo(
    json: AsJson = False,
    pack: FromPack = False,
    no_serve: Annotated[
        bool,
        typer.Option(
            "--no-serve",
            help=t("Không mở trang web sau khi chứng minh.", "Serve no site after the proof."),
        ),
    ] = False,
    port: Annotated[
        int | None,
        typer.Option(
            metavar="PORT",
            help=t(
                "Cổng của trang web (mặc định: cổng trống đầu tiên từ 8000).",
                "The site's port (default: the first free one from 8000 on).",
            ),
        ),
    ] = None,
) -> None:
    from continuity.cli.demo import run

    run(pack=pack, as_json=json, site=not no_serve, port=port)


@app.command(
    cls=Who,
    help=t(
        "Cơ quan nào có thẩm quyền, ở đâu, ngày nào, và vì sao.\n\n"
        'Ví dụ: continuity who driving-licences "Tỉnh Hải Dương" --on 2025-07-01 '
        "--filed 2025-02-20",
        "Who is responsible, where, on which day, and why.\n\n"
        'Example: continuity who driving-licences "Tỉnh Hải Dương" --on 2025-07-01 '
        "--filed 2025-02-20",
    ),
)
def who(
    function: Annotated[
        str,
        typer.Argument(
            metavar=t("CHỨC_NĂNG", "FUNCTION"),
            help=t("Mã hoặc tên gọi; xem bên dưới.", "Its id or what people call it; see below."),
        ),
    ],
    place: Annotated[
        str,
        typer.Argument(
            metavar=t("NƠI", "PLACE"),
            help=t("Tên, địa chỉ hoặc code:26740.", "A name, address or code:26740."),
        ),
    ],
    on: On,
    filed: Annotated[
        str | None,
        typer.Option(metavar=DAY, help=t("Ngày nộp hồ sơ.", "The day the matter was filed.")),
    ] = None,
    known: Annotated[
        str | None,
        typer.Option(
            metavar=DAY,
            help=t(
                "Theo những gì đã biết vào cuối ngày này.",
                "As it was known at the end of this day.",
            ),
        ),
    ] = None,
    pack: FromPack = False,
    json: AsJson = False,
) -> None:
    from continuity.cli.who import run

    run(function, place, on, filed, known, pack=pack, as_json=json)


@app.command(
    cls=Command,
    help=t(
        "Một đơn vị hành chính: tồn tại khi nào, từ đâu ra, nay là gì.\n\n"
        "Ví dụ: continuity unit 26740",
        "A unit: when it existed, what it was made of, what became of it.\n\n"
        "Example: continuity unit 26740",
    ),
)
def unit(
    place: Annotated[
        str,
        typer.Argument(
            metavar=t("TÊN|MÃ", "NAME|CODE"), help=t("Tên hoặc mã.", "A name or a code.")
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option(metavar=DAY, help=t("Chỉ ngày này.", "Only this day.")),
    ] = None,
    pack: FromPack = False,
    json: AsJson = False,
) -> None:
    from continuity.cli.unit import run

    run(place, on, pack=pack, as_json=json)


@app.command(
    cls=Command,
    help=t(
        "Văn bản nào áp dụng ở một địa chỉ, cũ hoặc mới, và đến ngày nào.\n\n"
        'Ví dụ: continuity rules "Phường Bến Nghé, Quận 1, TP.HCM" --on 2025-07-01',
        "Which rules apply to an address, old or new, and until when.\n\n"
        'Example: continuity rules "Phường Bến Nghé, Quận 1, TP.HCM" --on 2025-07-01',
    ),
)
def rules(
    place: Annotated[
        str,
        typer.Argument(
            metavar=t("ĐỊA_CHỈ", "ADDRESS"),
            help=t("Địa chỉ, tên, mã hoặc khóa.", "An address, a name, a code or a key."),
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option(metavar=DAY, help=t("Ngày cần hỏi; mặc định: hôm nay.", "Today if left out.")),
    ] = None,
    json: AsJson = False,
) -> None:
    from continuity.cli.rules import run

    run(place, on, as_json=json)


@app.command(
    cls=Command,
    help=t(
        "Bảng chuyển đổi giữa hai ngày bất kỳ, dạng CSV.\n\n"
        "Ví dụ: continuity crosswalk 2025-06-30 2025-07-01 > bang.csv\n\n"
        "Để trích dẫn: continuity crosswalk 2025-06-30 2025-07-01 --release thu_muc",
        "The table from the units of one day to those of another, as CSV.\n\n"
        "Example: continuity crosswalk 2025-06-30 2025-07-01 > table.csv\n\n"
        "To cite: continuity crosswalk 2025-06-30 2025-07-01 --release folder",
    ),
)
def crosswalk(
    start: Annotated[
        str,
        typer.Argument(metavar=t("TỪ", "FROM"), help=t("Từ ngày.", "From the units of this day.")),
    ],
    end: Annotated[
        str,
        typer.Argument(metavar=t("ĐẾN", "TO"), help=t("Đến ngày.", "To the units of this day.")),
    ],
    homonyms: Annotated[
        Path | None,
        typer.Option(
            metavar=t("TỆP", "FILE"),
            help=t(
                "Ghi riêng các đơn vị trùng tên trong cùng tỉnh.",
                "Also write the units that share their name and province.",
            ),
        ),
    ] = None,
    release: Annotated[
        Path | None,
        typer.Option(
            metavar=t("THƯ_MỤC", "DIR"),
            help=t(
                "Ghi bản phát hành để trích dẫn: bảng, tên trùng, đính chính, mô tả.",
                "Write a release to cite: table, shared names, errata, description.",
            ),
        ),
    ] = None,
    pack: FromPack = False,
) -> None:
    from continuity.cli.crosswalk import run

    run(start, end, shared=homonyms, folder=release, pack=pack)


def main() -> None:
    """The command `continuity`; it writes UTF-8 wherever it runs, since names need it."""
    streams()
    # A command is short-lived: nothing that it makes is worth collecting (a fifth of the time), nor
    # worth taking apart at its end (another one).
    gc.disable()
    with at_once(), written():
        asked = _asked()
        asked(prog_name=_called())


def _asked() -> typer.Typer:
    """The group of commands that is asked, where there is one: the others need not be built."""
    groups = {group.name: group.typer_instance for group in app.registered_groups}
    return (len(sys.argv) > 1 and groups.get(sys.argv[1])) or app


def _called() -> str:
    """How the command is called so far; takes the name of a group off the arguments."""
    return "continuity" if _asked() is app else f"continuity {sys.argv.pop(1)}"
