"""Tags of every template: both texts of a sentence, days, numbers."""

from __future__ import annotations

import re
from datetime import date, datetime

from django import template
from django.template import Context, Node
from django.template.base import Parser, Token
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from continuity.core.terms import TERMS
from continuity.packs import notes
from continuity.pages import words

register = template.Library()
LITERAL = re.compile(r'"[^"\\]*"|\'[^\'\\]*\'')


@register.simple_tag(name="t")
def filled(vi: str, en: str, **values: object) -> SafeString:
    """One of two texts, its blanks filled; what fills them is escaped, and so is what is no literal."""
    said = conditional_escape(words.t(vi, en))
    return format_html(said, **values) if values else said


class Literals(Node):
    """Two texts that stand in the template as they are."""

    def __init__(self, vi: str, en: str) -> None:
        self.said = {"vi": SafeString(vi), "en": SafeString(en)}

    def render(self, context: Context) -> SafeString:
        """One of them; safe, since whoever wrote the template wrote it."""
        return self.said[words.language()]


_filled = register.tags["t"]


@register.tag
def t(parser: Parser, token: Token) -> Node:
    """As `filled`; two literals, of which a page has two hundred, are read once with their template."""
    parts = token.split_contents()[1:]
    if len(parts) == 2 and all(LITERAL.fullmatch(part) for part in parts):
        return Literals(*(part[1:-1] for part in parts))
    return _filled(parser, token)


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
