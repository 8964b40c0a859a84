"""The number of a dossier: permanent, whatever body the dossier lies with, and checked.

Two check digits by ISO/IEC 7064, MOD 97-10. Ten generates all 96 residues modulo the prime 97, so a
wrong digit and two digits that changed places, however far apart, always leave another remainder.
"""

from __future__ import annotations

import re

DIGITS = 12
"""The digits of the serial; a state that files 20 million dossiers a year needs 50,000 years."""

MODULUS = 97
WRITTEN = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{2}")


def numbered(serial: int) -> str:
    """The dossier number of a serial: `0000-0001-2345-33`; raises ValueError out of range."""
    if not 0 < serial < 10**DIGITS:
        raise ValueError(f"Serial {serial} is not between 1 and {10**DIGITS - 1}.")
    check = (MODULUS + 1 - serial * 100 % MODULUS) % MODULUS
    digits = f"{serial:0{DIGITS}}{check:02}"
    return "-".join((digits[:4], digits[4:8], digits[8:12], digits[12:]))


def checked(text: str) -> str:
    """A number as it is stored, from one as people write it, with spaces, hyphens or neither.

    Raises ValueError where a digit is wrong, missing, too many or has changed its place.
    """
    digits = re.sub(r"[\s-]", "", text)
    number = "-".join((digits[:4], digits[4:8], digits[8:12], digits[12:]))
    # A check of 97 or 98 would leave the same remainder as one of 00 or 01: only one is ever given.
    sound = WRITTEN.fullmatch(number) and int(digits[12:]) < MODULUS
    if not sound or int(digits) % MODULUS != 1:
        raise ValueError(f"'{text}' is no dossier number; expected 14 digits of which two check.")
    return number
