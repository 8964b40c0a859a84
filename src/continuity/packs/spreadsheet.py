"""Tables that people open in a spreadsheet, which runs a cell that begins like a formula.

Such a text gets one apostrophe in front, and so does a text that has apostrophes before such a
beginning: taking one away again always gives back what was there. Plain numbers and lone signs run
nothing and stay as they are, or a column of amounts would turn into text.
"""

from __future__ import annotations

import re

_RUN = "=+-@\t\r＝＋－＠"  # Excel takes the wide signs of Asian keyboards for the narrow ones
RISKY = frozenset(_RUN + "'")  # with what a text begins that is to be looked at
_FORMULA = re.compile(f"'*[{re.escape(_RUN)}]")
_GUARDED = re.compile(f"'+[{re.escape(_RUN)}]")
_NUMBER = re.compile(r"[+-]?[\d.,\s]*", re.ASCII)


def cell(text: str) -> str:
    """A text for a table that no spreadsheet takes for a formula; `uncelled` takes it back."""
    if text[:1] not in RISKY or not _FORMULA.match(text) or _NUMBER.fullmatch(text.strip()):
        return text
    return f"'{text}"


def uncelled(text: str) -> str:
    """What `cell` was given."""
    return text[1:] if _GUARDED.match(text) else text
