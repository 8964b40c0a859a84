"""The acts that a form knows: a function passes, units merge, a unit is renamed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from continuity.core.interval import eve
from continuity.packs.functions import meant
from continuity.packs.names import Kind, folded, sort_key
from continuity.packs.text import Tree
from continuity.pages.words import t
from continuity.web.known import Known

BLANK = re.compile(r"\{\w+\}")
KINDS = ("transfer", "merge", "rename")
SHARES = {"all": "takes", "part": "takes_part", "rest": "takes_rest"}
"""How much of a unit is taken, and the field of the form in which it is listed."""

LEVELS = {"district": ("cấp huyện", "of the district"), "commune": ("cấp xã", "of the commune")}

WRITTEN = {
    "part": re.compile(
        r"^(?:một phần(?: của)?|a part of)\s+|\s+(?:part|một phần|\(một phần\))$", re.I
    ),
    "rest": re.compile(
        r"^(?:phần còn lại(?: của)?|the rest of)\s+|\s+(?:rest|phần còn lại|\(phần còn lại\))$",
        re.I,
    ),
}
"""The same as people write it beside a name."""

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

    @property
    def english(self) -> str:
        """The English name as it was typed; a template cannot name a field with a hyphen."""
        return self.values.get("name-en", "")

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


def kinds(here: Known) -> list[str]:
    """The kinds of body as they are called, without the unit that they serve."""
    return sorted((t(*_plain(kind)) for kind in here.pack.kinds.values()), key=sort_key)


def _plain(kind: Kind) -> tuple[str, str]:
    """A kind of body by name, in Vietnamese and English; below the province with its level."""
    vi, en = (" ".join(BLANK.sub("", called).split()) for called in (kind.vi, kind.en))
    below = LEVELS.get(kind.level)
    return (f"{vi} {below[0]}", f"{en} {below[1]}") if below else (vi, en)


def _body(here: Known, told: Filled, field: str, text: str, on: date) -> str:
    """The kind of body or the body that a text means, by key or by name; else the text as it is."""
    world = here.world
    if text in here.pack.kinds or text in world.agencies or not text:
        return text
    wanted = folded(text)
    for id, kind in here.pack.kinds.items():
        if wanted in map(folded, _plain(kind)):
            return id
    found = [
        one.id
        for one in world.agencies.values()
        if on in one.valid and wanted in map(folded, here.names.both(one.id, on))
    ]
    if len(found) > 1:
        many = ", ".join(found[:8])
        told.errors[field] = t(
            f"“{text}” có thể là: {many}. Hãy dùng mã.", f"“{text}” may be: {many}. Use the id."
        )
    return found[0] if found else text


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
    written = re.split(r"[,;\n]", told.values.get("from", ""))
    givers = [_body(here, told, "from", one.strip(), eve(on)) for one in written if one.strip()]
    receiver = _body(here, told, "to", told.need("to"), on)
    return made | ({"from": list(givers)} if givers else {}) | {"to": receiver}


def _merge(here: Known, told: Filled, on: date) -> dict[str, Tree]:
    takes = _takes(here, told, on)
    level = told.values.get("level") or "commune"
    founded: dict[str, Tree] = {level: told.need("code"), "name": told.need("name")}
    if told.values.get("name-en"):
        founded["name-en"] = told.values["name-en"].strip()
    founded["in"] = _code(here, told, "in", told.need("in"), on)
    return {"found": founded, "takes": dict(takes)}


def _takes(here: Known, told: Filled, on: date) -> dict[str, list[Tree]]:
    """The units of which a new one is made: whole, a part, or what is left of them."""
    takes: dict[str, list[Tree]] = {}
    if not any(told.values.get(name, "").strip() for name in SHARES.values()):
        told.need("takes")
    for listed, name in SHARES.items():
        for line in filter(None, map(str.strip, told.values.get(name, "").splitlines())):
            share, unit = _share(line) if listed == "all" else (listed, line)
            takes.setdefault(share, []).append(_code(here, told, name, unit, eve(on)))
    return takes


def _share(line: str) -> tuple[str, str]:
    """How much a line says that is taken, and of which unit."""
    for share, said in WRITTEN.items():
        if said.search(line):
            return share, said.sub("", line).strip()
    return "all", line


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
