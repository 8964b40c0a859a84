"""The commands about work that is done later."""

from __future__ import annotations

from typing import Annotated

import typer

from continuity.cli.app import AsJson, app
from continuity.cli.help import Command
from continuity.cli.speak import t


@app.command(
    cls=Command,
    help=t(
        "Làm các việc đang chờ (gửi thông báo, niêm nhật ký…) cho đến khi được dừng.\n\n"
        "Ví dụ: continuity work",
        "Do what waits to be done (sending notices, sealing the journal…) until told to end.\n\n"
        "Example: continuity work",
    ),
)
def work(
    once: Annotated[
        bool,
        typer.Option("--once", help=t("Làm hết rồi kết thúc.", "Do what waits now, then end.")),
    ] = False,
) -> None:
    from continuity.cli.jobs import work as run

    run(once=once)


@app.command(
    cls=Command,
    help=t(
        "Việc nào đang chờ, bị lỗi hoặc được giữ lại.\n\nVí dụ: continuity jobs --retry",
        "Which jobs wait, failed or are kept.\n\nExample: continuity jobs --retry",
    ),
)
def jobs(
    retry: Annotated[
        bool,
        typer.Option("--retry", help=t("Làm lại các việc bị lỗi.", "Try the failed ones again.")),
    ] = False,
    json: AsJson = False,
) -> None:
    from continuity.cli.jobs import jobs as run

    run(retry=retry, as_json=json)
