"""Notes of ours in two languages, which the data hold where no instrument is known by its number."""

from __future__ import annotations

from continuity.packs.names import Language

# Vietnamese, English; the data hold one of the two.
NOTES = (
    (
        "(chưa xác minh) tổ chức bộ máy 01/07/2025",
        "(unverified) organisation of the bodies, 1 July 2025",
    ),
    ("hiện trạng 30/06/2025, chiếu ngược", "state of 30 June 2025, carried back"),
)


def instrument(number: str | None, language: Language) -> str:
    """An instrument's number as it is, a note of ours in the language; '' for none."""
    note = next((note for note in NOTES if number in note), None)
    return (note[1] if language == "en" else note[0]) if note else number or ""
