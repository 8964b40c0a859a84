"""`continuity who`: the answer in one sentence, then why, then what is still open."""

from __future__ import annotations

from datetime import date

from continuity.addresses.written import who_read
from continuity.cli.functions import function_of
from continuity.cli.speak import as_json as print_json
from continuity.cli.speak import (
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
    too_early,
    wrong_use,
)
from continuity.cli.state import State, counters, state
from continuity.packs.answers import Json
from continuity.packs.changes import nearly
from continuity.packs.notes import instrument
from continuity.packs.points import where_json

LONGEST = 80
MOST_NAMED = 4


def run(
    function: str,
    place: str,
    on: str,
    filed: str | None,
    known: str | None,
    *,
    pack: bool,
    as_json: bool,
) -> None:
    """Prints who is competent; ends with wrong use for an unknown function or impossible days."""
    asked = to_day(on)
    if not place.strip():
        raise wrong_use(t("Hãy nêu một nơi.", "Please name a place."))
    since = asked if filed is None else to_day(filed)
    if since > asked:
        raise wrong_use(
            t(
                f"Hồ sơ nộp ngày {day(since)} chưa có vào ngày {day(asked)}; --filed phải trước "
                "hoặc cùng ngày --on.",
                f"A matter filed on {day(since)} is not there yet on {day(asked)}; --filed must "
                "not lie after --on.",
            )
        )
    then = None if known is None else to_day(known)
    here = state(pack=pack, known=then)
    what = function_of(here.pack, function)
    answer, place = who_read(here, what, place, asked, since)
    points = counters(here, what, asked, then)
    answer["points"] = where_json(here, points, what, place, asked, here.pack.calendar)
    if as_json:
        print_json(answer)
    else:
        _show(here, answer, asked)


def _show(here: State, answer: Json, on: date) -> None:
    duty = here.names.of(answer["function"], on, language())
    say(_headline(here, answer, on))
    say(f"  {duty} · {_where(answer)} · {day(on)}")
    say_read(answer["place"]["read"])
    if source := answer["instrument"]:
        clause = f", {t('khoản', 'clause')} {source['clause']}" if source["clause"] else ""
        since = day(date.fromisoformat(source["effective"]))
        by = f"{t('Căn cứ', 'By')}: {instrument(source['number'], language())}{clause}"
        say(f"  {by} ({t('từ', 'from')} {since})")
    for link in answer["chain"]:
        began, ended = date.fromisoformat(link["from"]), link["until"]
        last = day(date.fromisoformat(ended)) if ended else "…"
        if holder := _agency(link, "agency"):
            say(f"    {day(began)} → {last}  {holder}")
    _show_choice(answer["place"])
    if answer["place"]["status"] == "unknown" and on >= here.world.starts:
        say_near(nearly(here, str(answer["place"]["text"])))
    if answer["meanwhile"]:
        say(f"  {t('Tạm thời', 'Meanwhile')}: {_agency(answer['meanwhile'], 'name')}")
        say(f"  {answer['meanwhile']['rule']}")
    _show_points(answer["points"])


def _show_points(points: list[Json]) -> None:
    """Where to hand in, which is another answer than who decides."""
    if points:
        say(f"  {t('Nộp hồ sơ ở đâu', 'Where to hand in')}:")
    for point in points[:MOST_NAMED]:
        hours = ", ".join("–".join(span) for span in point["hours"])
        opening = hours or t("hôm đó đóng cửa", "closed that day")
        made_up = t(" (ví dụ)", " (example)") if point["example"] else ""
        named = f"{_agency(point, 'name')}{made_up}"
        say(f"    {named} · {point['address']}, {point['unit']['name']} · {opening}")
    say_rest(len(points) - MOST_NAMED)


def _show_choice(place: Json) -> None:
    """The units that the place may be; of those inside it only that one of them should be named."""
    if place["unit"] and place["candidates"]:
        say(
            t(
                f"  Hãy nêu xã, phường: {number(len(place['candidates']))} đơn vị ở đây có cơ quan "
                "riêng; --json liệt kê đủ.",
                f"  Name a ward or commune: {number(len(place['candidates']))} units here have an "
                "agency of their own; --json lists them all.",
            )
        )
        return
    for candidate in place["candidates"]:
        source = instrument(candidate["instrument"], language())
        parts = (_unit_name(candidate), f"({candidate['code']})", source, candidate["clause"])
        say(f"  ? {' '.join(filter(None, parts))}")


def _agency(answer: Json, key: str) -> str:
    return str((answer[f"{key}_en"] if language() == "en" else answer[key]) or "")


def _where(answer: Json) -> str:
    place = answer["place"]
    if not place["unit"]:
        text = str(place["text"])
        return plain(text if len(text) <= LONGEST else text[:LONGEST] + "…")
    return _unit_name(place["unit"])


def _unit_name(unit: Json) -> str:
    name, province = str(unit["name"]), unit["province"]
    return name if not province or province == name else f"{name}, {province}"


def _headline(here: State, answer: Json, on: date) -> str:
    if answer["agency"]:
        return _agency(answer["agency"], "name")
    holders = _holders(answer["holders"])
    match answer["status"], answer["place"]["status"]:
        case _, "ambiguous":
            return t(
                "Có nhiều nơi cùng tên; hãy ghi rõ hơn.",
                "Several places fit this name; please say which.",
            )
        case _, "unknown" if not answer["holders"]:
            return _unknown(here, answer["place"]["text"], on)
        case "not-owed", _:
            return t("Không phải lo việc này ở đây.", "Nobody owes this duty here.")
        case "gap", _:
            return t("Không cơ quan nào có thẩm quyền.", "No agency is competent.")
        case "overlap", _:
            return t(f"Chồng chéo: {holders}.", f"Overlap: {holders}.")
        case _:
            return t(f"Chưa xác định được: {holders}.", f"Not determined: {holders}.")


def _holders(holders: list[Json]) -> str:
    """The first few holders, and how many there are besides."""
    named = ", ".join(_agency(holder, "name") for holder in holders[:MOST_NAMED])
    more = number(len(holders) - MOST_NAMED)
    if len(holders) <= MOST_NAMED:
        return named
    return t(f"{named} và {more} cơ quan khác", f"{named} and {more} more")


def _unknown(here: State, place: str, on: date) -> str:
    """Which of the two is not known: the day, where the place would be, else the place."""
    first = here.world.starts
    if on < first and here.places.find(place, first):
        return too_early(on, first)
    return t(
        "Không biết nơi này. Kiểm tra chính tả, hoặc ghi thêm huyện, tỉnh.",
        "This place is not known. Check the spelling, or add the district and province.",
    )
