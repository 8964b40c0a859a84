"""The acts that a form knows: a function passes, units merge, a unit is renamed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from continuity.core.interval import eve
from continuity.packs.functions import meant
from continuity.packs.text import Tree
from continuity.pages.words import t
from continuity.web.known import Known

BLANK = re.compile(r"\{\w+\}")
KINDS = ("transfer", "merge", "rename")
SHARES = ("all", "part", "rest")

MISSING = {
    "function": ("Hãy ghi chức năng.", "Say which function."),
    "in": ("Hãy ghi nơi nào.", "Say where."),
    "except": ("Hãy ghi nơi được trừ.", "Say which are excepted."),
    "to": ("Hãy ghi cơ quan nhận.", "Say who receives it."),
    "name": ("Hãy ghi tên mới.", "Give the new name."),
    "code": ("Hãy ghi mã.", "Give the code."),
    "takes": ("Hãy ghi gồm những đơn vị nào.", "Say which units it is made of."),
    "unit": ("Hãy ghi đơn vị nào.", "Say which unit."),
    "instrument": ("Hãy ghi văn bản.", "Give the instrument."),
    "clause": ("Hãy ghi điều khoản.", "Give the clause."),
}
"""What is said of a field that must not be empty; a list of them is read without its fields."""


@dataclass
class Filled:
    """What somebody filled in, what is wrong with it, and the clause that it makes."""

    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    clause: dict[str, Tree] = field(default_factory=dict)

    def need(self, name: str) -> str:
        """A field that must not be empty."""
        found = self.values.get(name, "").strip()
        if not found:
            self.errors[name] = t(*MISSING[name])
        return found


def filled(here: Known, kind: str, sent: QueryDict, on: date) -> Filled:
    """A form as it was sent, read; with `errors` it makes no clause."""
    told = Filled({key: str(sent.get(key, ""))[:5_000] for key in sent})
    told.clause = {"instrument": told.need("instrument"), "clause": told.need("clause")}
    told.clause |= {"transfer": _transfer, "merge": _merge, "rename": _rename}[kind](here, told, on)
    told.errors = {key: told.errors[key] for key in _in_order(told)}
    return told


def _in_order(told: Filled) -> list[str]:
    """The fields with errors as they stand in the form, which is the order in which it was sent."""
    stand = list(told.values)
    return sorted(told.errors, key=lambda one: stand.index(one) if one in stand else len(stand))


def kinds(here: Known) -> list[tuple[str, str]]:
    """The kinds of body and what they are called, without the unit that they serve."""
    found = [(id, t(kind.vi, kind.en)) for id, kind in here.pack.kinds.items()]
    named = [(id, " ".join(BLANK.sub("", called).split())) for id, called in found]
    return sorted(named, key=lambda one: one[1])


def _transfer(here: Known, told: Filled, on: date) -> dict[str, Tree]:
    function = told.need("function")
    known = meant(here.pack, function)
    if function and len(known) != 1:
        told.errors["function"] = t("Chọn một nhiệm vụ trong danh sách.", "Choose a function.")
    made: dict[str, Tree] = {"transfer": known[0] if known else function}
    if told.values.get("where") == "every":
        spared = _places(here, told, "except", on) if told.values.get("except", "").strip() else []
        made["in"] = {"every": "province"} | ({"except": spared} if spared else {})
    else:
        made["in"] = _places(here, told, "in", on)
    givers = told.values.get("from", "").split()
    return made | ({"from": list(givers)} if givers else {}) | {"to": told.need("to")}


def _merge(here: Known, told: Filled, on: date) -> dict[str, Tree]:
    takes: dict[str, list[Tree]] = {}
    for line in filter(None, map(str.strip, told.need("takes").splitlines())):
        share = next((one for one in SHARES[1:] if line.lower().endswith(f" {one}")), "all")
        code = _code(here, told, "takes", line.removesuffix(f" {share}"), eve(on))
        takes.setdefault(share, []).append(code)
    level = told.values.get("level") or "commune"
    founded: dict[str, Tree] = {level: told.need("code"), "name": told.need("name")}
    if told.values.get("name-en"):
        founded["name-en"] = told.values["name-en"].strip()
    founded["in"] = _code(here, told, "in", told.need("in"), on)
    return {"found": founded, "takes": dict(takes)}


def _rename(here: Known, told: Filled, on: date) -> dict[str, Tree]:
    code = _code(here, told, "unit", told.need("unit"), eve(on))
    made: dict[str, Tree] = {"rename": code, "name": told.need("name")}
    english = told.values.get("name-en", "").strip()
    return made | ({"name-en": english} if english else {})


def _places(here: Known, told: Filled, name: str, on: date) -> list[Tree]:
    lines = filter(None, map(str.strip, told.need(name).splitlines()))
    return [_code(here, told, name, line, on) for line in lines]


def _code(here: Known, told: Filled, name: str, text: str, on: date) -> str:
    """The code of the one unit that a text means on a day; a code is taken as it is."""
    if not text or text.isdecimal() or ":" in text:
        return text
    found = here.places.find(text, on)
    areas = [here.world.lineage.areas[one] for one in found if one in here.world.lineage.areas]
    if len(areas) == 1:
        return areas[0].code
    many = ", ".join(
        f"{here.names.of(one.id, on, here.language)} ({one.code})" for one in areas[:8]
    )
    told.errors[name] = (
        t(f"“{text}” có thể là: {many}. Hãy dùng mã.", f"“{text}” may be: {many}. Use the code.")
        if areas
        else t(f"Không có đơn vị “{text}” vào ngày ấy.", f"There is no unit “{text}” on that day.")
    )
    return text
