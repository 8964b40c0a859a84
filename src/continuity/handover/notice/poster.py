"""A notice as a sheet to put up: one page of A4 with a QR code that leads to the whole of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from continuity.casework.documents import qr
from continuity.casework.documents.kinds import Frame, Kind, Language, Slots
from continuity.casework.documents.typeset import typeset
from continuity.core.procedure import Words
from continuity.handover.notice.content import Content

POSTER = Kind(
    "poster", Words("Thông báo", "Public notice"), "TB", "handover/notice/templates/poster.typ"
)
MOST_TASKS, MOST_NAMES, MOST_COUNTERS = 8, 10, 3


def poster(told: Content, address: str, language: Language = "vi") -> bytes:
    """The sheet as PDF/A. What has no room on it is counted, and stands on the page behind the code."""
    n, day = int(language == "en"), date.fromisoformat(told["day"])
    more: dict[str, Any] = {
        "tasks": [
            [one["label"][n], ", ".join(giver[n] for giver in one["givers"])]
            for one in told["takes"][:MOST_TASKS]
        ],
        "tasks_left": max(0, len(told["takes"]) - MOST_TASKS),
        "continues": [body[n] for body in told["continues"]][:MOST_NAMES],
        "names": [
            [one["old"][n], " · ".join(new[n] for new in one["new"])]
            for one in told["names"][:MOST_NAMES]
        ],
        "names_left": max(0, len(told["names"]) - MOST_NAMES),
        "counters": [
            [one["name"][n], one["address"], one["telephone"]]
            for one in told["counters"][:MOST_COUNTERS]
        ],
        "rules": [
            [rule["kind"], rule["text"][n]] for rule in told["rules"] if rule["sure"] == "found"
        ],
        "instruments": told["instruments"][:3],
    }
    slots = Slots(title=told["name"][n], more=more)
    frame = Frame(told["name"][n], day, site=address, qr=qr.drawn(address))
    return typeset(POSTER, slots, frame, language).pdf
