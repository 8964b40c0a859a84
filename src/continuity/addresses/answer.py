"""What an address means: one of four answers, never a silent guess.

*Resolved* names the one unit. *Candidates* names all heirs of a unit whose residents went to several.
*Ambiguous* lists the readings of a text that may mean several units. *Unknown* says why not.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from continuity.addresses.fate import Heir
from continuity.packs.names import Language

Status = Literal["resolved", "candidates", "ambiguous", "unknown"]
COLUMNS = (
    *("status", "new_code", "new_name", "new_province"),
    *("candidates", "score", "evidence"),
)


class Row(NamedTuple):
    """An answer as the columns that a table gets; `candidates` are codes joined by `|`."""

    status: Status
    new_code: str
    new_name: str
    new_province: str
    candidates: str
    score: float
    evidence: str


class Reading(NamedTuple):
    """A unit that the text may name, as it was called then, and what was odd about the text."""

    unit: str
    code: str
    name: str
    how: tuple[str, ...]
    score: float


class Answer(NamedTuple):
    """What an address means; `rest` is what it says below the commune, untouched."""

    status: Status
    score: float
    heirs: tuple[Heir, ...]
    readings: tuple[Reading, ...]
    reason: str
    facts: tuple[tuple[str, str], ...] = ()
    rest: str = ""
    source: str = ""

    def why(self, language: Language = "vi") -> str:
        """The evidence or the reason in one sentence."""
        facts = dict(self.facts)
        if self.heirs:
            facts["cite"] = cited_as(self.heirs[0], language)
        return said(self.reason, facts, language)

    def row(self) -> Row:
        """The answer as columns of a table; the evidence is in Vietnamese where it is words."""
        living = [heir for heir in self.heirs if heir.residents]
        one = living[0] if self.status == "resolved" else None
        provinces = {heir.province for heir in living}
        return Row(
            self.status,
            one.code if one else "",
            one.name if one else "",
            provinces.pop() if len(provinces) == 1 else "",
            "" if one else "|".join(heir.code for heir in living),
            round(self.score, 3),
            self._evidence(living),
        )

    def _evidence(self, living: list[Heir]) -> str:
        cited = dict.fromkeys(cited_as(heir) for heir in living)
        words = "; ".join(cite for cite in cited if cite)
        if self.source:
            return f"{words}; {self.source}" if words else self.source
        return words if words and self.status != "unknown" else self.why("vi")


def cited_as(heir: Heir, language: Language = "vi") -> str:
    """The citation of an heir as a text; '' where nothing changed."""
    if not heir.instrument or not heir.clause:
        return heir.instrument
    return f"{heir.instrument}, {'clause' if language == 'en' else 'khoản'} {heir.clause}"


# A reason in both languages. Braces are facts: names as they are written in the pack.
REASONS: dict[str, tuple[str, str]] = {
    "one": (
        "{old} nay thuộc {new} ({cite}).",
        "{old} is now in {new} ({cite}).",
    ),
    "same": ("{new}: không thay đổi.", "{new}: nothing changed."),
    "new-name": (
        "Địa chỉ đã ghi tên của ngày {day}: {new}.",
        "The address already bears the name of {day}: {new}.",
    ),
    "all-readings": (
        "Văn bản có thể chỉ {readings}; tất cả nay đều thuộc {new}.",
        "The text may mean {readings}; all of them are now in {new}.",
    ),
    "listed": (
        "{old} được chia; {what} thuộc {new} theo {source}.",
        "{old} was divided; {what} is in {new} by {source}.",
    ),
    "split": (
        "Dân cư của {old} được chia về {count} đơn vị; địa chỉ này chưa nói rõ đơn vị nào.",
        "The residents of {old} went to {count} units; this address does not say to which.",
    ),
    "wide": (
        "Địa chỉ chỉ ghi đến {old}; hãy ghi thêm xã, phường hoặc thị trấn.",
        "The address names {old} and nothing narrower; add the commune.",
    ),
    "several": (
        "Văn bản phù hợp với {count} đơn vị: {readings}. Hãy ghi thêm huyện, tỉnh hoặc loại đơn vị.",
        "The text fits {count} units: {readings}. Add the district, the province or the type.",
    ),
    "too-many": (
        "Tên này có ở {count} nơi. Hãy ghi thêm huyện hoặc tỉnh.",
        "{count} places bear this name. Add the district or the province.",
    ),
    "not-in": (
        "Không có xã, phường nào ghi trong địa chỉ thuộc {old} ngày {day}; có thể đã bỏ trước 2025.",
        "No commune of {old} on {day} is named here; it may have ended before 2025.",
    ),
    "no-unit": (
        "Không nhận ra tên đơn vị hành chính nào của ngày {day}.",
        "No administrative unit of {day} was recognised.",
    ),
    "nowhere": (
        "{old} không có đơn vị kế thừa vào ngày {day}.",
        "Nothing continues {old} on {day}.",
    ),
    "empty": ("Ô trống.", "The cell is empty."),
    "too-long": (
        "Văn bản dài {count} ký tự; một địa chỉ dài nhất là {most}.",
        "The text has {count} characters; an address has {most} at most.",
    ),
    "no-text": (
        "Không phải văn bản: có ký tự nhị phân.",
        "This is no text: it holds binary characters.",
    ),
}

# What was odd about a text, in both languages.
ODD: dict[str, tuple[str, str]] = {
    "no-type": ("không ghi loại đơn vị", "a type is not written"),
    "other-type": ("loại đơn vị ghi khác", "a type differs"),
    "no-marks": ("không dấu", "no diacritics"),
    "some-marks": ("thiếu một số dấu", "some diacritics are missing"),
    "other-marks": ("dấu ghi khác", "diacritics differ"),
    "one-edit": ("sai một ký tự", "a letter is wrong"),
    "short-form": ("tên viết tắt", "a short form of a name"),
    "no-district": ("không ghi cấp huyện", "the district is not written"),
    "no-province": ("không ghi tỉnh", "the province is not written"),
    "no-commune": ("không ghi cấp xã", "the commune is not written"),
    "unread-type": ("có tên không nhận ra", "a name was not recognised"),
    "more-text": ("có chữ chưa đọc được", "some words were not read"),
    "namesake": ("cũng là tên cấp huyện", "also the name of a district"),
    "bare": ("chỉ có tên trơn", "a bare name"),
    "order": ("thứ tự khác thường", "unusual order"),
    "words-between": ("có chữ xen giữa", "other words in between"),
    "new-name": ("đã là tên mới", "already a new name"),
    "other-day": ("tên của ngày khác", "a name of another day"),
}


def said(reason: str, facts: dict[str, str], language: Language) -> str:
    """A reason as a sentence."""
    return REASONS[reason][language == "en"].format_map(facts)


def odd(how: str, language: Language) -> str:
    """One oddity of a text in words."""
    return ODD[how][language == "en"]
