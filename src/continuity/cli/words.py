"""Words in two languages for what the data say in one."""

from __future__ import annotations

from continuity.cli.speak import t

# Where no instrument is known by its number, the data hold a note instead: Vietnamese, English.
NOTES = (
    (
        "(chưa xác minh) tổ chức bộ máy 01/07/2025",
        "(unverified) organisation of the bodies, 1 July 2025",
    ),
    ("hiện trạng 30/06/2025, chiếu ngược", "state of 30 June 2025, carried back"),
)


def instrument(number: str | None) -> str:
    """An instrument's number as it is, a note of ours in the language; '' for none."""
    return next((t(*note) for note in NOTES if number in note), number or "")
