"""What somebody hands in, looked at before it is kept: pure, bytes in and a kind out.

The kind is what the first bytes say, and the name must agree with it. Nothing is drawn or run:
sizes stand in a picture's head, and what can run in a PDF bears a name.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from continuity.casework.intake import refused as refused  # its words must be there to be said
from continuity.casework.intake.pdf import looked_at
from continuity.casework.refused import Refused
from continuity.core.procedure import Evidence

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: ("pdf",), JPEG: ("jpg", "jpeg"), PNG: ("png",)}
CALLED = {PDF: "PDF", JPEG: "JPEG", PNG: "PNG"}
MOST_DOTS = 60_000_000
"""A page of A4 at 600 dots an inch has 35 million; a picture for a bomb has thousands of millions."""
MOST_EDGE = 20_000
MEGABYTE = 1024 * 1024
LONGEST_NAME = 120


class Judged(NamedTuple):
    """What a file is, and its name without what a screen or a disk would obey."""

    media: str
    name: str


def judged(content: bytes, name: str, wanted: Evidence) -> Judged:
    """What a file is; raises `Refused` where it is not what a paper of this kind may be."""
    name = plain_name(name)
    if not content:
        raise Refused("paper-empty", name=name)
    if len(content) > wanted.most_bytes:
        size, most = (f"{n / MEGABYTE:.1f}" for n in (len(content), wanted.most_bytes))
        raise Refused("paper-big", name=name, size=size, most=most)
    media = kind(content)
    if media not in wanted.media:
        kinds = ", ".join(CALLED.get(one, one) for one in wanted.media)
        raise Refused("paper-kind", name=name, kinds=kinds)
    if name.rpartition(".")[2].lower() not in ENDINGS[media]:
        told = {"kind": CALLED[media], "ending": ENDINGS[media][0]}
        raise Refused("paper-ending", name=name, **told)
    if media == PDF:
        looked_at(content, name)
    else:
        _drawable(*(_png if media == PNG else _jpeg)(content, name), name)
    return Judged(media, name)


def kind(content: bytes) -> str:
    """The kind that the first bytes say; '' for none that anybody takes."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    return PNG if content.startswith(b"\x89PNG\r\n\x1a\n") else ""


def plain_name(name: str) -> str:
    """The last part of a file's name in letters that only stand there, short enough to be shown."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    letters = "".join(c for c in last if unicodedata.category(c)[0] not in "CZ" or c == " ")
    stem, dot, ending = letters.strip(" .").rpartition(".")
    return (stem[:LONGEST_NAME] + dot + ending[:10]) or "tep"


def _drawable(wide: int, high: int, name: str) -> None:
    if not wide or not high:
        raise Refused("paper-broken", name=name)
    if wide * high > MOST_DOTS or max(wide, high) > MOST_EDGE:
        most = MOST_DOTS // 1_000_000
        raise Refused("paper-wide", name=name, wide=wide, high=high, most=most)


def _png(content: bytes, name: str) -> tuple[int, int]:
    """Width and height from the first chunk (PNG 11.2.2); the last chunk must be there."""
    if content[12:16] != b"IHDR" or b"IEND" not in content[-24:]:
        raise Refused("paper-broken", name=name)
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _jpeg(content: bytes, name: str) -> tuple[int, int]:
    """Width and height from the frame's head (ITU-T T.81, B.2.2); the end must be there."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xFF:  # any number of them may fill
            at += 1
            continue
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            if b"\xff\xd9" not in content[at:]:
                break
            high, wide = content[at + 5 : at + 7], content[at + 7 : at + 9]
            return int.from_bytes(wide), int.from_bytes(high)
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    raise Refused("paper-broken", name=name)
