"""The commands about keys: with which one an agency signs, since when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from continuity.cli.app import AsJson, group
from continuity.cli.help import Command
from continuity.cli.speak import t

key = group(
    "key",
    t(
        "Khoá ký số của cơ quan; người quản trị của cơ quan thực hiện.",
        "The keys that agencies sign with; by a steward of the agency.",
    ),
)

Agency = Annotated[str, typer.Argument(metavar=t("CƠ_QUAN", "AGENCY"))]
Day = Annotated[str, typer.Option(metavar="YYYY-MM-DD")]
Kind = Annotated[
    str,
    typer.Option(
        metavar="pkcs12|pkcs11|elsewhere", help=t("Khoá nằm ở đâu.", "What the key lies in.")
    ),
]
Place = Annotated[
    str,
    typer.Option(
        metavar=t("TỆP|THIẾT_BỊ/NHÃN", "FILE|TOKEN/LABEL"),
        help=t(
            "Tệp trong thư mục keys của bản cài đặt, hoặc thiết bị/nhãn.",
            "A file in the folder keys of the installation, or token/label.",
        ),
    ),
]
Certificate = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.pem",
        help=t(
            "Chứng thư số dạng PEM; với pkcs12 thì đọc từ chính tệp khoá.",
            "The certificates as PEM; of pkcs12 they are read from the key's own file.",
        ),
    ),
]
Keeper = Annotated[
    str,
    typer.Option(
        metavar=t("ĐĂNG_NHẬP", "LOGIN"),
        help=t("Người giữ khoá (elsewhere).", "Who keeps the key (elsewhere)."),
    ),
]


@key.command(
    cls=Command,
    help=t(
        "Từ một ngày, cơ quan ký bằng khoá này.\n\n"
        "Ví dụ: continuity key add vn.31.police --place congan.p12 --since 2025-03-01",
        "From a day on an agency signs with a key.\n\n"
        "Example: continuity key add vn.31.police --place police.p12 --since 2025-03-01",
    ),
)
def add(
    agency: Agency,
    since: Day,
    until: Day = "",
    kind: Kind = "pkcs12",
    place: Place = "",
    certificate: Certificate = None,
    person: Keeper = "",
) -> None:
    from continuity.cli.key import add as run

    run(agency, since, until, kind, place, certificate, person)


@key.command(
    "list",
    cls=Command,
    help=t(
        "Các khoá của một cơ quan và ngày hết hạn.\n\nVí dụ: continuity key list vn.31.police",
        "The keys of an agency, and when they end.\n\nExample: continuity key list vn.31.police",
    ),
)
def every(agency: Agency, json: AsJson = False) -> None:
    from continuity.cli.key import every as run

    run(agency, as_json=json)


@key.command(
    cls=Command,
    help=t(
        "Từ một ngày, không ai ký bằng khoá này nữa.\n\n"
        "Ví dụ: continuity key drop 0198… --on 2025-07-01",
        "From a day on nobody signs with a key.\n\n"
        "Example: continuity key drop 0198… --on 2025-07-01",
    ),
)
def drop(
    key: Annotated[str, typer.Argument(metavar=t("KHOÁ", "KEY"))],
    on: Day,
) -> None:
    from continuity.cli.key import drop as run

    run(key, on)
