"""What an address names: a unit, ground, an agency, or several things that one code fits.

Whatever the register ever held is named by its key, also ground that was cut into pieces since.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from continuity.pages import days
from continuity.web.known import Known


class Kind(StrEnum):
    """What a key is the key of."""

    UNIT = "unit"
    GROUND = "ground"
    AGENCY = "agency"
    SEVERAL = "several"
    NOTHING = "nothing"


class Meant(NamedTuple):
    """The kind of thing, the keys that are meant, and the day where the address names one."""

    kind: Kind
    keys: tuple[str, ...] = ()
    on: date | None = None


def meant(here: Known, key: str) -> Meant:
    """What a key, a bare code or a code with a day (26740@2025-03-15) names."""
    lineage = here.world.lineage
    if key in here.world.agencies:
        return Meant(Kind.AGENCY, (key,))
    if key in lineage.areas or key in lineage.leaves:
        return Meant(_kind(here, key), (key,))
    code, _, written = key.partition("@")
    if written:
        on = days.read(written)
        living = lineage.living(code, on) if on else None
        return Meant(Kind.UNIT, (living.id,), on) if living else Meant(Kind.NOTHING)
    found = [area.id for area in lineage.coded(key)] or lineage.pieces(key)
    return _several(here, found or _site(here, key))


def _kind(here: Known, key: str) -> Kind:
    return Kind.UNIT if key in here.world.lineage.areas else Kind.GROUND


def _site(here: Known, key: str) -> list[str]:
    """Ground or a site whose key is written in another case: airport:hph."""
    found = here.places.find(key, here.world.starts) if ":" in key else []
    return [leaf for leaf in found if leaf in here.world.lineage.leaves]


def _several(here: Known, keys: list[str]) -> Meant:
    if len(keys) == 1:
        return Meant(_kind(here, keys[0]), (keys[0],))
    return Meant(Kind.SEVERAL if keys else Kind.NOTHING, tuple(keys))


def address(key: str, on: date | None = None, name: str = "unit") -> str:
    """The address of a thing, or of its picture or table; with the day where one is chosen."""
    path = reverse(f"web:{name}", args=[key])
    return f"{path}?{urlencode({'on': on.isoformat()})}" if on else path
