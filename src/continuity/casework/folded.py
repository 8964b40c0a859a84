"""The journal's word for a case: its entries, folded, are its row. Pure.

Each entry tells every column that it changed, so that somebody who has only the journal knows how the
case stands, and somebody who has both can tell whether a row was changed behind its back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any

from continuity.casework.cases import Case
from continuity.casework.plainly import plain

NEW: Mapping[str, Any] = {
    "paused": False,
    **{
        one.name: plain(one.default if one.default is not MISSING else {})
        for one in fields(Case)
        if one.default is not MISSING or one.default_factory is not MISSING
    },
}


def folded(contents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The columns of a case after its entries, in order, as JSON has them."""
    row: dict[str, Any] = {"due": "", "closed": "", **NEW}
    for content in contents:
        row |= {name: content[name] for name in COLUMNS if name in content}
    return row


def row_of(case: Case) -> dict[str, Any]:
    """The columns of a case as they stand, in the same form."""
    return {name: plain(getattr(case, name)) for name in COLUMNS}


COLUMNS = tuple(one.name for one in fields(Case) if one.name != "id")
