"""The closed register of texts on which somebody may ask for certificate No. 1, each with its days.

Since 1 July 2026 nobody may require the certificate, or the information, but where a law, a resolution of
the National Assembly or its Standing Committee, an ordinance, a decree or a resolution of the Government
says so. What is not in here is no basis, however well it sounds. Another text is another row; one of
which nobody has read the source stays `verified=False`, and none is taken out: it ends.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from continuity.core.interval import FOREVER
from continuity.core.procedure import Choice, Words


class Text(NamedTuple):
    """One article that provides for the certificate, from its first day to before its last."""

    id: str
    kind: str
    number: str
    article: str
    what: Words
    since: date
    until: date = FOREVER
    verified: bool = False
    bodies: bool = False
    """For bodies that ask the issuer, and for nobody who asks the person."""

    def holds(self, on: date) -> bool:
        """True on the days on which it is in force."""
        return self.since <= on < self.until

    @property
    def cited(self) -> str:
        """As a paper cites it in Vietnamese."""
        return f"{self.number}, Điều {self.article}"

    @property
    def label(self) -> Words:
        """As a form offers it: what it is about, and where it stands."""
        return Words(
            f"{self.what.vi}: {KINDS[self.kind].vi} {self.number}, Điều {self.article}",
            f"{self.what.en}: {KINDS[self.kind].en} {self.number}, article {self.article}",
        )


KINDS = {
    "law": Words("Luật", "Law"),
    "assembly": Words("Nghị quyết của Quốc hội", "Resolution of the National Assembly"),
    "ordinance": Words("Pháp lệnh", "Ordinance"),
    "committee": Words(
        "Nghị quyết của Ủy ban Thường vụ Quốc hội", "Resolution of its Standing Committee"
    ),
    "decree": Words("Nghị định", "Decree"),
    "government": Words("Nghị quyết của Chính phủ", "Resolution of the Government"),
}
"""Texts of these kinds alone may provide for it; a circular may not."""


def _text(id: str, kind: str, number: str, article: str, vi: str, en: str, since: date,
          until: date = FOREVER) -> Text:  # fmt: skip
    return Text(id, kind, number, article, Words(vi, en), since, until)


OWN = Text(
    "staff-or-procedure", "law", "28/2009/QH12 (sửa đổi: 107/2025/QH15)", "7",
    Words("Quản lý nhân sự, giải quyết thủ tục hành chính", "Staff, and administrative procedures"),
    date(2026, 7, 1), bodies=True,
)  # fmt: skip
"""State agencies, political organisations and the Fatherland Front; the article is unverified."""

TEXTS = (
    OWN,
    _text("lawyers", "law", "65/2006/QH11", "17", "Chứng chỉ hành nghề luật sư",
          "Practice certificate of a lawyer", date(2007, 1, 1)),
    _text("nationality", "law", "24/2008/QH12", "20", "Xin nhập quốc tịch Việt Nam",
          "Naturalisation", date(2009, 7, 1)),
    _text("nationality-leaving", "law", "24/2008/QH12", "28", "Xin thôi quốc tịch Việt Nam",
          "Release from nationality", date(2009, 7, 1)),
    _text("adoption", "law", "52/2010/QH12", "17", "Nhận con nuôi", "Adoption of a child",
          date(2011, 1, 1)),
    _text("auctioneers", "law", "01/2016/QH14", "14", "Chứng chỉ hành nghề đấu giá",
          "Practice certificate of an auctioneer", date(2017, 7, 1)),
    _text("guarded-trades", "decree", "96/2016/NĐ-CP", "19",
          "Ngành, nghề kinh doanh có điều kiện về an ninh, trật tự",
          "A trade with conditions of security and order", date(2016, 7, 1)),
    _text("foreign-workers-2020", "decree", "152/2020/NĐ-CP", "9",
          "Giấy phép lao động cho người nước ngoài", "Work permit of a foreigner",
          date(2021, 2, 15), date(2025, 8, 7)),
    _text("foreign-workers", "decree", "219/2025/NĐ-CP", "18",
          "Giấy phép lao động cho người nước ngoài", "Work permit of a foreigner", date(2025, 8, 7)),
)  # fmt: skip
"""All from memory: numbers, articles and days wait for somebody who reads them in the gazette."""

BY_ID = {one.id: one for one in TEXTS}


def in_force(on: date) -> tuple[Text, ...]:
    """The texts on which one may ask on a day."""
    return tuple(one for one in TEXTS if one.holds(on))


def choices(on: date) -> tuple[Choice, ...]:
    """The same as a form offers them to who asks the person."""
    return tuple(Choice(one.id, one.label) for one in in_force(on) if not one.bodies)


def named(id: str) -> Text | None:
    """The text of an answer; None where the answer is none of the register."""
    return BY_ID.get(id)
