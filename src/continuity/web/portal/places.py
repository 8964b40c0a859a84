"""The place of a matter, as people write it: one commune, a few to choose from, or a word why none."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from continuity.pages.words import t
from continuity.web.known import Known

LONGEST, MOST = 300, 12


class Located(NamedTuple):
    """The communes that a text may mean, and what is wrong where it means none."""

    units: list[tuple[str, str]]
    error: str = ""


def located(here: Known, text: str, on: date) -> Located:
    """The communes that a text means on a day: former ones too, since papers name them."""
    text = text.strip()[:LONGEST]
    if not text:
        return Located([], t("Hãy nhập địa chỉ.", "Enter an address."))
    units = here.written.meant(text, on).units
    areas, leaves = here.world.lineage.areas, here.world.lineage.leaves
    small = [
        one for one in units if one in leaves or (one in areas and areas[one].level == "commune")
    ]
    if small:
        return Located([(one, line(here, one, on)) for one in small[:MOST]])
    wide = t(
        "Địa chỉ chưa đến xã, phường. Ghi thêm tên xã, phường, đặc khu.",
        "This does not reach a commune. Add the commune, ward or special zone.",
    )
    unread = t(
        "Chưa nhận ra xã, phường nào. Ghi tên xã, phường rồi đến tỉnh, thành, cách nhau bằng dấu phẩy.",
        "No commune or ward was recognised. Write it, then the province, with a comma between.",
    )
    return Located([], wide if units else unread)


def line(here: Known, place: str, on: date) -> str:
    """A commune with its province, under its name of a day or of its last one."""
    lineage = here.world.lineage
    area = lineage.areas.get(place)
    last = date.fromordinal(area.valid.end.toordinal() - 1) if area else on
    day = min(max(on, area.valid.start), last) if area else max(on, here.world.starts)
    province = lineage.at_level(place, "province", day)
    names = [here.names.of(place, day)]
    names += [here.names.of(province, day)] if province and province != place else []
    over = area is not None and area.valid.end <= on
    return ", ".join(names) + (t(" (tên cũ)", " (former name)") if over else "")
