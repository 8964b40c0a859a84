"""Names with one mistake: a letter too many, too few, another one, or two that changed places.

Every name is filed under each form that it has with one letter taken out; so is a word that is asked
for. Two names that are one mistake apart share such a form, and only those few are compared letter by
letter. Digits are never mistaken: Phường 12 is not a slip for Phường 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_CONVENTION = re.compile(r"\b([hklmst]|qu)i\b")
SHORTEST = 4  # a name of three letters is one mistake away from too many others


class Mistakes:
    """The names of a day, found by a text that is one mistake away."""

    def __init__(self, names: Iterable[str]) -> None:
        self.filed: dict[str, list[str]] = {}
        self.called = {form: name for name in names for form in both_spellings(name)}
        file = self.filed.setdefault
        for form in self.called:
            if len(form) >= SHORTEST - 1 and not form.isdigit():
                file(form, []).append(form)
                for at in range(len(form)):
                    file(form[:at] + form[at + 1 :], []).append(form)

    def near(self, text: str) -> list[str]:
        """The names that are exactly one mistake away from a folded text, in order of filing."""
        if len(text) < SHORTEST or text.isdigit():
            return []
        near = (form for other in both_spellings(text) for form in self._near(other))
        return list(dict.fromkeys(self.called[form] for form in near))

    def _near(self, text: str) -> list[str]:
        filed, forms = self.filed, dict[str, None]()
        for less in (text, *without(text)):
            if less in filed:
                forms.update(dict.fromkeys(filed[less]))
        return [form for form in forms if apart(text, form) == 1 and same_digits(text, form)]


def both_spellings(name: str) -> tuple[str, ...]:
    """A folded name, and with the y that convention writes for i: a slip in Mỹ hides it."""
    other = _CONVENTION.sub(r"\1y", name)
    return (name,) if other == name else (name, other)


def without(text: str) -> list[str]:
    """The text with each of its letters taken out in turn."""
    return [text[:n] + text[n + 1 :] for n in range(len(text))]


def same_digits(one: str, other: str) -> bool:
    """True when two texts hold the same digits in the same order."""
    return _digits(one) == _digits(other)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def apart(one: str, other: str) -> int:
    """How many mistakes lie between two texts: 0, 1, or 2 for any number above."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > 1:
        return 2
    start = 0
    shortest = min(len(one), len(other))
    while start < shortest and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    if a[1:] == b[1:] or a[1:] == b or a == b[1:]:
        return 1
    return 1 if a[:2] == b[1::-1] and a[2:] == b[2:] and len(a) > 1 else 2
