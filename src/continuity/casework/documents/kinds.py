"""Kinds of papers, and what a paper says: the frame, which is the state's, and the slots, a service's.

A service registers its kinds and fills the slots in one language at a time; number, day, issuing body,
code and QR come from the issue. Templates show what they are given and decide nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from continuity.core.procedure import Words

Language = Literal["vi", "en"]
Said = str | date | datetime | tuple[str | date | datetime, ...]
"""Words, a day, an instant or several of them: only a template knows how a day is written."""

OURS = "casework/documents/templates/"

HEAD = Words("Thủ trưởng cơ quan", "Head of the agency")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper; `template` is a path below the package, `symbol` stands in its number.

    With `seen`, the signature is shown on the page, where the template keeps a place for it.
    """

    id: str
    label: Words
    symbol: str
    template: str = OURS + "certificate.typ"
    seen: bool = True
    office: Words = HEAD


@dataclass(frozen=True, slots=True)
class Slots:
    """What a paper says in one language; a template shows those that it has a place for."""

    title: str = ""
    about: str = ""
    to: Said = ""
    authority: str = ""
    bases: tuple[Said, ...] = ()
    lines: tuple[Said, ...] = ()
    facts: tuple[tuple[str, Said], ...] = ()
    articles: tuple[Said, ...] = ()
    closing: tuple[Said, ...] = ()
    recipients: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    rows: tuple[tuple[Said, ...], ...] = ()
    across: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the slots; `over` is the body above the issuing one, '' where none is named.

    `mark` stands in the place of the signature where nothing will be seen of it.
    """

    body: str
    day: date
    number: str = ""
    over: str = ""
    place: str = ""
    office: str = ""
    signer: str = ""
    site: str = ""
    code: str = ""
    qr: str = ""
    mark: str = ""


_known: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """From now on these kinds can be issued; a kind said twice is the later one."""
    _known.update({kind.id: kind for kind in kinds})


def kind_of(id: str) -> Kind:
    """The kind of an id; raises KeyError where no room has registered it."""
    return _known[id]


def kinds() -> list[Kind]:
    """All that are registered, in the order of their ids."""
    return [_known[id] for id in sorted(_known)]


register(
    Kind("certificate", Words("Giấy chứng nhận", "Certificate"), "GCN"),
    Kind("decision", Words("Quyết định", "Decision"), "QĐ", OURS + "decision.typ"),
)
