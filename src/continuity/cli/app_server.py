"""The commands about the server and the journal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from continuity.cli.app import app, group
from continuity.cli.help import Command
from continuity.cli.speak import t

journal = group(
    "journal",
    t("Nhật ký chỉ ghi thêm.", "The append-only journal."),
)

Folder = Annotated[Path, typer.Argument(metavar=t("THƯ_MỤC", "FOLDER"))]


@app.command(
    cls=Command,
    help=t(
        "Khởi động cơ sở dữ liệu và giữ chạy; cập nhật bảng.\n\nVí dụ: continuity up",
        "Start the database and keep it running; bring its tables up to date.\n\n"
        "Example: continuity up",
    ),
)
def up() -> None:
    from continuity.cli.server import up as run

    run()


@app.command(
    cls=Command,
    help=t(
        "Nạp hiện trạng và các văn bản đã là luật vào sổ đăng ký còn trống.\n\n"
        "Ví dụ: continuity load",
        "Load the pack, and the decrees that are law already, into an empty register.\n\n"
        "Example: continuity load",
    ),
)
def load() -> None:
    from continuity.cli.shelf import load as run

    run()


@app.command(
    cls=Command,
    help=t(
        "Dừng máy chủ.\n\nVí dụ: continuity stop", "Stop the server.\n\nExample: continuity stop"
    ),
)
def stop(
    force: Annotated[
        bool, typer.Option("--force", help=t("Kể cả khi đang được dùng.", "Even while in use."))
    ] = False,
) -> None:
    from continuity.cli.server import stop as run

    run(force)


@app.command(
    cls=Command,
    help=t(
        "Máy chủ có gì, đang làm gì.\n\nVí dụ: continuity status",
        "What there is of a server, and what runs.\n\nExample: continuity status",
    ),
)
def status() -> None:
    from continuity.cli.server import status as run

    run()


@app.command(
    cls=Command,
    help=t(
        "Xoá mọi dữ liệu.\n\nVí dụ: continuity reset --yes",
        "Throw all data away.\n\nExample: continuity reset --yes",
    ),
)
def reset(
    yes: Annotated[bool, typer.Option("--yes", help=t("Tôi chắc chắn.", "I am sure."))] = False,
) -> None:
    from continuity.cli.server import reset as run

    run(yes)


@app.command(
    cls=Command,
    help=t(
        "Kiểm tra mọi thứ có thể hỏng, không thay đổi gì.\n\nVí dụ: continuity doctor",
        "Look at everything that can go wrong, and change nothing.\n\nExample: continuity doctor",
    ),
)
def doctor() -> None:
    from continuity.cli.server import doctor as run

    run()


@app.command(
    cls=Command,
    help=t(
        "Sao lưu vào một thư mục mới.\n\nVí dụ: continuity backup ban-sao",
        "Write a backup into a new folder.\n\nExample: continuity backup copy",
    ),
)
def backup(folder: Folder) -> None:
    from continuity.cli.server import backup as run

    run(folder)


@app.command(
    cls=Command,
    help=t(
        "Phục hồi từ bản sao lưu, toàn bộ hoặc không gì cả.\n\nVí dụ: continuity restore ban-sao",
        "Restore a backup, whole or not at all.\n\nExample: continuity restore copy",
    ),
)
def restore(folder: Folder) -> None:
    from continuity.cli.server import restore as run

    run(folder)


@app.command(
    cls=Command,
    help=t(
        "Chuyển dữ liệu sang máy chủ mới hơn.\n\nVí dụ: continuity upgrade",
        "Move the data to the newer server.\n\nExample: continuity upgrade",
    ),
)
def upgrade() -> None:
    from continuity.cli.server import upgrade as run

    run()


@journal.command(
    cls=Command,
    help=t(
        "Tính lại mọi mắt xích; nêu chỗ đứt đầu tiên.\n\nVí dụ: continuity journal verify",
        "Compute every link again, and name the first that is broken.\n\n"
        "Example: continuity journal verify",
    ),
)
def verify() -> None:
    from continuity.cli.server import verify as run

    run()


@journal.command(
    cls=Command,
    help=t(
        "Niêm các mục đã xong thành khối; dùng cho lịch chạy.\n\nVí dụ: continuity journal seal",
        "Seal what is over into a block; for a timer to call.\n\nExample: continuity journal seal",
    ),
)
def seal() -> None:
    from continuity.cli.server import seal as run

    run()


@app.command(
    cls=Command,
    help=t(
        "Mở trang web.\n\nVí dụ: continuity serve --port 8080",
        "Serve the site.\n\nExample: continuity serve --port 8080",
    ),
)
def serve(
    host: Annotated[
        str, typer.Option(metavar="HOST", help=t("Địa chỉ.", "Address."))
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", help=t("Cổng.", "Port."))] = 8000,
    demo: Annotated[
        bool, typer.Option("--demo", help=t("Đăng nhập một chạm.", "One-click sign-in."))
    ] = False,
    show: Annotated[
        bool, typer.Option("--open", help=t("Mở trình duyệt.", "Open the browser."))
    ] = False,
) -> None:
    from continuity.cli.serve import serve as run

    run(host, port, demo=demo, show=show)


@app.command(
    cls=Command,
    help=t(
        "Ghi một tệp để cài đặt trên máy không có mạng.\n\n"
        "Ví dụ: continuity bundle --python 3.11 --python 3.13",
        "Write one file that sets Continuity up on a machine without network.\n\n"
        "Example: continuity bundle --python 3.11 --python 3.13",
    ),
)
def bundle(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar=t("TỆP", "FILE"), help=t("Tên tệp.", "The file's name.")),
    ] = None,
    python: Annotated[
        list[str] | None,
        typer.Option(
            metavar="3.N",
            help=t(
                "Phiên bản Python của máy đích; lặp lại được (mặc định: như máy này).",
                "The other machine's Python; may be repeated (default: this one's).",
            ),
        ),
    ] = None,
) -> None:
    from continuity.cli.bundle import bundle as run

    run(out, python or [])
