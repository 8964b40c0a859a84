"""The languages in which a notice may stand beside Vietnamese and English: data, by code."""

from __future__ import annotations

from functools import cache

from continuity.core.procedure import Words
from continuity.packs.vn import document


@cache
def languages() -> dict[str, Words]:
    """What each language is called, by its code, in the order of the pack."""
    listed = document("languages.yaml")["languages"]
    assert isinstance(listed, list)
    rows = [row for row in listed if isinstance(row, dict)]
    return {str(row["code"]): Words(str(row["vi"]), str(row["en"])) for row in rows}
