"""`continuity rules`: which rules apply to an address on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from continuity.cli.address import today
from continuity.cli.speak import (
    REFUSED,
    complain,
    day,
    language,
    number,
    plain,
    say,
    say_near,
    say_read,
    say_rest,
    t,
    to_day,
    wrong_use,
)
from continuity.cli.speak import as_json as print_json
from continuity.cli.state import Registered, documents, state
from continuity.handover.review.here import rules_json


def run(place: str, on: str | None, *, as_json: bool) -> None:
    """Prints each document that holds there; refused for a text that means no place, or several."""
    here = state()
    if not isinstance(here, Registered):
        raise wrong_use(
            t(
                "Chưa có sổ đăng ký. Chạy `continuity load` trước.",
                "There is no register yet. Run `continuity load` first.",
            )
        )
    asked = to_day(on) if on else today()
    answer = rules_json(here, place, asked, documents())
    if as_json:
        print_json(answer)
    elif answer["place"]["status"] == "resolved":
        _show(answer, asked)
    else:
        _which(answer["place"])
        raise SystemExit(REFUSED)


def _show(answer: Any, on: date) -> None:
    place, found = answer["place"], answer["documents"]
    say_read(place["read"], indent=0)
    say(plain(f"{place['line']}  {day(on)}"))
    for one in found:
        whose = one["issuer"]["name" if language() == "vi" else "name_en"]
        about = f"{whose}, {day(date.fromisoformat(one['adopted']))}"
        say(plain(f"  {one['number']}  {one['title']}  ({about})"))
        say(plain(f"    {_ground(one)}; {_until(one)}"))
    if not found:
        say(t("  Sổ chưa có văn bản nào của nơi này.", "  The register holds no document for it."))
    n, of = number(len(found)), number(answer["entered"])
    say(t(f"{n} trong {of} văn bản của sổ áp dụng; không phải tư vấn pháp luật.",
          f"{n} of the register's {of} documents apply; this is no legal advice."))  # fmt: skip


def _ground(one: Any) -> str:
    if one["territory"] is None:
        return t("cả nước", "the whole country")
    name = one["territory"]["name"]
    ground = t(f"địa bàn cũ: {name}", f"old ground: {name}") if one["old"] else name
    return ground if one["whole"] else ground + t(", một phần nơi này", ", a part of this place")


def _until(one: Any) -> str:
    if not one["until"]:
        return t("chưa có ngày hết", "no end is known")
    last = day(date.fromisoformat(one["until"]))
    said = t(f"trước {last}", f"before {last}")
    unsure = t(", chưa xác minh", ", unverified") if one["sure"] == "unverified" else ""
    return f"{said} ({one['why']}{unsure})" if one["why"] else said


def _which(place: Any) -> None:
    text = plain(place["text"])
    if place["status"] == "unknown":
        complain(
            t(
                f"Chưa nhận ra xã, phường nào trong “{text}”. Kiểm tra chính tả, hoặc thêm tỉnh.",
                f"No commune or ward was recognised in '{text}'. Check it, or add the province.",
            )
        )
        say_near(place["candidates"])
        return
    many = number(place["count"])
    complain(
        t(
            f"“{text}” có thể là {many} đơn vị. Ghi thêm huyện, tỉnh, hoặc dùng mã:",
            f"'{text}' may mean {many} units. Add district and province, or use a code:",
        )
    )
    for unit in place["candidates"]:
        say(plain(f"    {unit['line']} ({unit['key']})"))
    say_rest(place["count"] - len(place["candidates"]))
