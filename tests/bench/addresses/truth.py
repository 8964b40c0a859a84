"""What is known of the old map without the reader: names, and who received whose residents.

The names are the pack's tables, the heirs its crosswalk; neither passes through `continuity.addresses`.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "src" / "continuity" / "packs" / "vn" / "data"
TYPES = (*("Thành phố", "Thị trấn", "Thị xã", "Đặc khu", "Phường", "Quận", "Huyện", "Tỉnh", "Xã"),)


@dataclass(frozen=True)
class Commune:
    """An old commune: its own name and those of all that contained it, and where its people are."""

    code: str
    name: str
    district: str
    province: str
    spellings: tuple[str, ...]
    heirs: tuple[str, ...]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the pack's tables."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def crosswalk() -> list[dict[str, str]]:
    """The edges of 1 July 2025, as the command prints them."""
    command = [sys.executable, "-P", "-m", "continuity", "crosswalk", "2025-06-30", "2025-07-01"]
    told = subprocess.run([*command, "--pack"], check=True, capture_output=True, text=True)
    return list(csv.DictReader(io.StringIO(told.stdout)))


@cache
def communes() -> tuple[Commune, ...]:
    """All communes of 30 June 2025."""
    provinces = {row["code"]: row["name"] for row in rows("provinces.csv")}
    districts = {row["code"]: row for row in rows("districts.csv")}
    heirs: dict[str, list[str]] = {}
    for edge in crosswalk():
        if edge["residents"] == "1":
            heirs.setdefault(edge["from_code"], []).append(edge["to_code"])
    spelled: dict[str, list[str]] = {}
    for row in rows("aliases.csv"):
        if row["side"] == "old" and split(row["name"])[0]:
            spelled.setdefault(row["code"], []).append(row["name"])
    return tuple(
        Commune(
            row["code"],
            row["name"],
            districts[row["district"]]["name"],
            provinces[districts[row["district"]]["province"]],
            tuple(spelled.get(row["code"], ())),
            tuple(heirs.get(row["code"], ())),
        )
        for row in rows("communes.csv")
    )


@cache
def targets() -> dict[tuple[str, str], str]:
    """The code of each new commune by its name and its province's, both plain."""
    found = {(e["to_name"], e["to_province"]): e["to_code"] for e in crosswalk()}
    return {(plain(name), plain(split(province)[1])): c for (name, province), c in found.items()}


def split(name: str) -> tuple[str, str]:
    """The type and the proper part of a name; ('', name) where it has none."""
    for kind in TYPES:
        if name.startswith(kind + " "):
            return kind, name[len(kind) + 1 :]
    return "", name


def bare(text: str) -> str:
    """A text without its marks, capitals kept."""
    marked = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def plain(text: str) -> str:
    """A text as it is compared: no marks, small letters, no signs, numbers without zeros before."""
    words = "".join(c if c.isalnum() else " " for c in bare(text).lower()).split()
    return " ".join(word.lstrip("0") or word for word in words)
