"""Why a paper is not made, signed or taken in, in both languages; and the room's own `Refused`."""

from __future__ import annotations

from continuity.casework.refused import WORDS, Refused

__all__ = ["Refused"]

WORDS.update(
    {
        "not-typeset": (
            "Không trình bày được văn bản: có ký tự không có trong phông chữ, hoặc mẫu bị lỗi ({fault}).",
            "The paper cannot be typeset: a letter in no font, or a wrong template ({fault}).",
        ),
    }
)
