"""Where a dead body's sites and telephone lines lead: to those of whoever continues it. Pure.

A site or line that a living body uses still is never led away, and one that two dead bodies shared
leads to their heir only where both have the same one.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from continuity.core.interval import Interval
from continuity.packs.spreadsheet import cell


class Way(StrEnum):
    """How a body is reached."""

    SITE = "site"
    TELEPHONE = "telephone"


class Contact(NamedTuple):
    """A site or a telephone line of a body for some days; `value` as `tidy` writes it."""

    agency: str
    way: Way
    value: str
    valid: Interval
    source: str


class Redirect(NamedTuple):
    """From what a dead body had to what its heir has; `to` is '' where the heir has none of that kind,
    and `heir` too where several continue what was shared."""

    way: Way
    value: str
    agency: str
    heir: str
    to: str


_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?=.{{4,253}}$){_LABEL}(?:\.{_LABEL})+", re.ASCII)
_NUMBER = re.compile(r"\+?[0-9]{3,15}", re.ASCII)


def tidy(way: Way, text: str) -> str:
    """The one way to write a host name or a number; raises ValueError where it is neither.

    >>> tidy(Way.SITE, "https://Sotuphap.Haiduong.gov.vn/lien-he")
    'sotuphap.haiduong.gov.vn'
    >>> tidy(Way.TELEPHONE, "(0220) 3853 456")
    '02203853456'
    """
    text = text.strip()
    if way is Way.TELEPHONE:
        plain, pattern = re.sub(r"[\s().-]", "", text), _NUMBER
    else:
        host = re.sub(r"^https?://", "", text.lower()).split("/")[0].rstrip(".")
        plain, pattern = _ascii(host), _HOST
    if not pattern.fullmatch(plain):
        raise ValueError(text)
    return plain


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def redirects(
    contacts: Iterable[Contact],
    heir: Callable[[str], str],
    alive: Callable[[str], bool],
    on: date,
) -> list[Redirect]:
    """What leads where on a day; `heir` is the last body that continues another, `alive` of that day."""
    every = list(contacts)
    living = [one for one in every if on in one.valid and alive(one.agency)]
    used = {(one.way, one.value) for one in living}
    has: dict[tuple[str, Way], list[str]] = defaultdict(list)
    for one in living:
        has[one.agency, one.way].append(one.value)
    dead: dict[tuple[Way, str], set[str]] = defaultdict(set)
    for one in every:
        if one.valid.start <= on and not alive(one.agency) and (one.way, one.value) not in used:
            dead[one.way, one.value].add(one.agency)
    made = []
    for (way, value), agencies in sorted(dead.items()):
        heirs = {heir(agency) for agency in agencies}
        to = heirs.pop() if len(heirs) == 1 else ""
        leads = sorted(has.get((to, way), ()))
        made.append(Redirect(way, value, min(agencies), to, leads[0] if leads else ""))
    return made


def nginx(found: Iterable[Redirect], elsewhere: Callable[[Redirect], str]) -> str:
    """A map for a web server: the host that was asked to the address that answers now.

    `elsewhere` gives the address of the notice where the heir has no site. Every name in it has been
    through `tidy`, so nothing that was typed can say anything to the server.
    """
    lines = ["map $host $continuity_moved {", "    hostnames;", '    default "";']
    for one in found:
        if one.way is Way.SITE:
            to = f"https://{one.to}" if one.to else elsewhere(one)
            lines.append(f'    {one.value} "{to}";')
    return "\n".join([*lines, "}", ""])


COLUMNS = ("way", "old", "agency", "heir", "new")


def table(found: Iterable[Redirect]) -> str:
    """The same, telephone lines too, for a switchboard or whoever prints a directory."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    writer.writerows(
        [cell(text) for text in (one.way, one.value, one.agency, one.heir, one.to)] for one in found
    )
    return made.getvalue()
