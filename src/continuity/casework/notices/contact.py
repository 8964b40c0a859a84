"""Where somebody can be told: the e-mail address and the telephone in what they wrote as contact."""

from __future__ import annotations

import re
from typing import NamedTuple

EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
PHONE = re.compile(r"(?<![\w.])(\+?\d(?:[ .()-]{0,2}\d){7,14})(?![\w])")
MOBILE = re.compile(r"(?:\+?84|0)([35789]\d{8})")


class Contact(NamedTuple):
    """An e-mail address and a mobile telephone as E.164; '' where there is none."""

    email: str
    phone: str


def contact(written: str) -> Contact:
    """The first address and the first mobile number in a text.

    A number of Viet Nam is known by its form; another country's needs its plus.
    """
    email = EMAIL.search(written)
    rest = EMAIL.sub(" ", written)
    phones = (_dialled(found.group(1)) for found in PHONE.finditer(rest))
    return Contact(email.group() if email else "", next(filter(None, phones), ""))


def _dialled(written: str) -> str:
    digits = re.sub(r"[^\d+]", "", written)
    if mobile := MOBILE.fullmatch(digits):
        return "+84" + mobile.group(1)
    return digits if digits.startswith("+") and not digits.startswith("+84") else ""
