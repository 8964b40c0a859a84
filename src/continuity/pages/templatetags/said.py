"""Tags of every template: both texts of a sentence, days, numbers."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from continuity.core.terms import TERMS
from continuity.packs import notes
from continuity.pages import words

register = template.Library()


@register.simple_tag
def t(vi: str, en: str, **values: object) -> SafeString:
    """One of two texts, its blanks filled; what fills them is escaped, and so is what is no literal."""
    said = conditional_escape(words.t(vi, en))
    return format_html(said, **values) if values else said


@register.filter
def day(value: date | str | None) -> str:
    """A day in the language of the page."""
    return words.day(value)


@register.filter(expects_localtime=False)
def moment(at: datetime) -> str:
    """Day and time of a moment, in the language of the page."""
    return words.moment(at)


@register.filter
def number(value: int | float) -> str:
    """A number in the language of the page."""
    return words.number(value)


@register.filter
def either(thing: dict[str, str], key: str) -> str:
    """The text of a key that has an English twin (`name`, `name_en`), in the language of the page."""
    return str(words.t(thing.get(key) or "", thing.get(f"{key}_en") or thing.get(key) or ""))


@register.filter
def term(word: str) -> str:
    """A word of the system, such as a role or a verb, in the language of the page."""
    return words.t(TERMS.get(str(word), str(word)), str(word).replace("-", " "))


@register.filter
def instrument(number: str | None) -> str:
    """An instrument's number, or a note of ours in the language of the page."""
    return notes.instrument(number, words.language())
