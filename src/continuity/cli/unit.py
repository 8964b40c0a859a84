"""`continuity unit`: a unit over time, never "not found" for one that ever was."""

from __future__ import annotations

from continuity.addresses.written import units_read
from continuity.cli.speak import (
    REFUSED,
    complain,
    language,
    plain,
    say,
    say_near,
    say_read,
    t,
    to_day,
)
from continuity.cli.speak import as_json as print_json
from continuity.cli.state import state
from continuity.packs.answers import Json
from continuity.packs.changes import nearly
from continuity.packs.notes import instrument


def run(place: str, on: str | None, *, pack: bool, as_json: bool) -> None:
    """Prints every unit that the name or code fits; refused where the pack knows none."""
    here = state(pack=pack)
    answer = units_read(here, place, None if on is None else to_day(on))
    if as_json:
        print_json(answer)
    else:
        say_read(answer["read"], indent=0)
    for unit in [] if as_json else answer["units"]:
        _show(unit, over_time=on is None)
    if not answer["units"]:
        complain(
            t(
                f"Không có đơn vị nào tên hoặc mã “{plain(place)}”. Kiểm tra chính tả, hoặc thêm tỉnh.",
                f"No unit ever had the name or code '{plain(place)}'. Check the spelling.",
            )
        )
        say_near([] if as_json else nearly(here, place))
        raise SystemExit(REFUSED)


def _show(unit: Json, *, over_time: bool) -> None:
    say(f"{unit['name']} ({unit['code']}), {unit['province']}  {_days(unit['valid'])}")
    for later in unit["names"][1:] if over_time else []:
        say(f"  = {later['name']}  {_days(later['valid'])}")
    for key, sign in (("predecessors", "←"), ("heirs", "→")):
        for edge in unit[key]:
            source = " ".join(
                filter(None, (instrument(edge["instrument"], language()), edge["clause"]))
            )
            extent = edge["extent"]
            words = t("toàn bộ", "full") if extent == "full" else t("một phần", "partial")
            say(f"  {sign} {edge['name']} ({edge['code']}), {words}  {source}")


def _days(valid: list[str | None]) -> str:
    return f"[{valid[0] or '…'}, {valid[1] or '…'})"
