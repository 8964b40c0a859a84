"""`continuity who`: the answer in one sentence, then why, then what is still open."""

from __future__ import annotations

from datetime import date

from continuity.cli.answers import Json, who_json
from continuity.cli.speak import as_json as print_json
from continuity.cli.speak import day, language, say, t, to_day, wrong_use
from continuity.cli.state import State, state

LONGEST = 80


def run(function: str, place: str, on: str, filed: str, *, as_json: bool) -> None:
    """Prints who is competent; ends with wrong use for an unknown function or impossible days."""
    asked = to_day(on)
    if not place.strip():
        raise wrong_use(t("Hãy nêu một nơi.", "Please name a place."))
    since = to_day(filed) if filed else asked
    if since > asked:
        raise wrong_use(
            t(
                f"Hồ sơ nộp ngày {day(since)} chưa có vào ngày {day(asked)}; --filed phải trước "
                "hoặc cùng ngày --on.",
                f"A matter filed on {day(since)} is not there yet on {day(asked)}; --filed must "
                "not lie after --on.",
            )
        )
    here = state()
    if function not in here.pack.functions:
        known = ", ".join(sorted(here.pack.functions))
        raise wrong_use(
            t(
                f"Không có chức năng “{function}”. Cần một trong: {known}.",
                f"There is no function '{function}'. Expected one of: {known}.",
            )
        )
    answer = who_json(here, function, place, asked, since)
    if as_json:
        print_json(answer)
    else:
        _show(here, answer, asked)


def _show(here: State, answer: Json, on: date) -> None:
    duty = here.names.of(answer["function"], on, language())
    say(_headline(answer))
    say(f"  {duty} · {_where(answer)} · {day(on)}")
    if source := answer["instrument"]:
        clause = f", {t('khoản', 'clause')} {source['clause']}" if source["clause"] else ""
        since = day(date.fromisoformat(source["effective"]))
        say(f"  {t('Căn cứ', 'By')}: {source['number']}{clause} ({t('từ', 'from')} {since})")
    for link in answer["chain"]:
        began, ended = date.fromisoformat(link["from"]), link["until"]
        last = day(date.fromisoformat(ended)) if ended else "…"
        if holder := _agency(link, "agency"):
            say(f"    {day(began)} → {last}  {holder}")
    for candidate in answer["place"]["candidates"]:
        source = " ".join(filter(None, (candidate["instrument"], candidate["clause"])))
        say(f"  ? {candidate['name']} ({candidate['code']}) {source}")
    if answer["meanwhile"]:
        acting = next(link for link in reversed(answer["chain"]) if link["from"] <= answer["on"])
        say(f"  {t('Tạm thời', 'Meanwhile')}: {_agency(acting, 'agency')}")
        say(f"  {answer['meanwhile']['rule']}")


def _agency(answer: Json, key: str) -> str:
    return str((answer[f"{key}_en"] if language() == "en" else answer[key]) or "")


def _where(answer: Json) -> str:
    place = answer["place"]
    if not place["unit"]:
        text = str(place["text"])
        return text if len(text) <= LONGEST else text[:LONGEST] + "…"
    province = place["unit"]["province"]
    name = place["unit"]["name"]
    return name if not province or province == name else f"{name}, {province}"


def _headline(answer: Json) -> str:
    if answer["agency"]:
        return str(answer["agency"]["name_en" if language() == "en" else "name"])
    holders = ", ".join(
        h["name_en"] if language() == "en" else h["name"] for h in answer["holders"][:4]
    )
    match answer["status"], answer["place"]["status"]:
        case _, "ambiguous":
            return t(
                "Có nhiều nơi cùng tên; hãy ghi rõ hơn.",
                "Several places fit this name; please say which.",
            )
        case _, "unknown" if not answer["holders"]:
            return t("Không biết nơi này hoặc ngày này.", "This place or day is not known.")
        case "not-owed", _:
            return t("Không phải lo việc này ở đây.", "Nobody owes this duty here.")
        case "gap", _:
            return t("Không cơ quan nào có thẩm quyền.", "No agency is competent.")
        case "overlap", _:
            return t(f"Chồng chéo: {holders}.", f"Overlap: {holders}.")
        case _:
            return t(f"Chưa xác định được: {holders}.", f"Not determined: {holders}.")
