"""Values of the core as plain trees for JSON, and back, by their types alone.

A tree holds maps, lists, texts, numbers, truth and nothing. Writing names every field, so that a
digest does not change with a default; reading checks every type and tells all that is wrong at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from continuity.core import service_words as service_words
from continuity.core.finding import Finding, Flawed

Tree = None | bool | int | float | str | list["Tree"] | dict[str, "Tree"]
T = TypeVar("T")


def tree_of(value: Any) -> Tree:
    """A value as a tree; a number without a fraction is written as a whole one."""
    match value:
        case None | bool() | int():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case str():
            return str(value)
        case date():
            return value.isoformat()
    if is_dataclass(value) or hasattr(value, "_fields"):
        kind: Any = type(value)
        return {name: tree_of(getattr(value, name)) for name in _shape(kind)}
    if isinstance(value, tuple):
        return [tree_of(item) for item in value]
    raise TypeError(f"{value!r} has no plain form.")


def value_of(kind: type[T], tree: object, where: str = "") -> T:
    """The value of a tree; raises Flawed with everything in it that is not of its type."""
    with suppress(_UnfitError):
        return cast(T, _quick(cast(Any, kind))(tree))
    reader = _Reader([])
    value = reader.read(kind, tree, where)
    if reader.findings:
        raise Flawed(reader.findings)
    return cast(T, value)


@dataclass(frozen=True, slots=True)
class _Slot:
    """One field of a class: its type, and whether it may be left out."""

    kind: Any
    optional: bool


@cache
def _shape(kind: Any) -> dict[str, _Slot]:
    hints = get_type_hints(kind)
    if is_dataclass(kind):
        free = {f.name for f in fields(kind) if f.default is not MISSING}
        free |= {f.name for f in fields(kind) if f.default_factory is not MISSING}
        return {f.name: _Slot(hints[f.name], f.name in free) for f in fields(kind)}
    return {name: _Slot(hints[name], name in kind._field_defaults) for name in kind._fields}


class _UnfitError(Exception):
    """Something is not of its type; the reader that tells what has to look."""


@cache
def _quick(kind: Any) -> Callable[[object], object]:
    """Reads a tree that fits, without keeping its places; what does not fit is no value of it."""
    if isinstance(kind, UnionType):
        inner = _quick(next(one for one in get_args(kind) if one is not NoneType))
        return lambda tree: None if tree is None else inner(tree)
    if get_origin(kind) is tuple:
        item = _quick(get_args(kind)[0])
        return lambda tree: tuple([item(one) for one in _of(list, tree)])
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return _quick_parts(kind)
    if issubclass(kind, StrEnum):
        known = {one.value: one for one in kind}
        return lambda tree: _among(known, _of(str, tree))
    if kind in (date, float):
        return _quick_day if kind is date else _quick_number
    return lambda tree: _of(kind, tree)


def _quick_parts(kind: Any) -> Callable[[object], object]:
    shape = _shape(kind)
    parts = {name: _quick(slot.kind) for name, slot in shape.items()}
    needed = {name for name, slot in shape.items() if not slot.optional}

    def read(tree: object) -> object:
        told = _of(dict, tree)
        if not needed <= told.keys():
            raise _UnfitError
        return kind(**{name: _among(parts, name)(value) for name, value in told.items()})

    return read


def _quick_number(tree: object) -> object:
    """A whole number is one, too, and stays whole."""
    if type(tree) is int or (type(tree) is float and math.isfinite(tree)):
        return tree
    raise _UnfitError


def _quick_day(tree: object) -> date:
    text = _of(str, tree)
    if len(text) != len("2025-07-01"):
        raise _UnfitError
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _UnfitError from None


def _of(kind: type[T], tree: object) -> T:
    """The tree itself, if it is of exactly this type."""
    if type(tree) is not kind:
        raise _UnfitError
    return tree


def _among(known: dict[str, T], name: str) -> T:
    if name not in known:
        raise _UnfitError
    return known[name]


class _Reader:
    """Reads a tree type by type and remembers what it could not."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings

    def read(self, kind: Any, tree: object, where: str) -> object:
        if isinstance(kind, UnionType):
            inner = next(one for one in get_args(kind) if one is not NoneType)
            return None if tree is None else self.read(inner, tree, where)
        if get_origin(kind) is tuple:
            return self._several(get_args(kind)[0], tree, where)
        if is_dataclass(kind) or hasattr(kind, "_fields"):
            return self._parts(kind, tree, where)
        return self._scalar(kind, tree, where)

    def _several(self, kind: Any, tree: object, where: str) -> object:
        if not isinstance(tree, list):
            return self._wrong(where, tree, "a list")
        return tuple(self.read(kind, item, f"{where}/{n}") for n, item in enumerate(tree))

    def _parts(self, kind: Any, tree: object, where: str) -> object:
        if not isinstance(tree, dict):
            return self._wrong(where, tree, "a map")
        shape, before = _shape(kind), len(self.findings)
        for name in tree:
            if name not in shape:
                known = ", ".join(shape)
                self._wrong(f"{where}/{str(name)[:40]}", tree[name], f"one of {known}")
        missing = [name for name, slot in shape.items() if not slot.optional and name not in tree]
        for name in missing:
            self._wrong(f"{where}/{name}", None, "something")
        given = {
            name: self.read(slot.kind, tree[name], f"{where}/{name}")
            for name, slot in shape.items()
            if name in tree
        }
        return None if len(self.findings) > before else kind(**given)

    def _scalar(self, kind: Any, tree: object, where: str) -> object:
        if kind in (bool, str) and type(tree) is kind:
            return tree
        if kind is int and type(tree) is int:
            return tree
        if kind is float and type(tree) in (int, float) and math.isfinite(cast(float, tree)):
            return tree
        if kind is date and isinstance(tree, str) and len(tree) == len("2025-07-01"):
            try:
                return date.fromisoformat(tree)
            except ValueError:
                return self._wrong(where, tree, "YYYY-MM-DD")
        if issubclass(kind, StrEnum) and tree in tuple(kind):
            return kind(tree)
        return self._wrong(where, tree, _called(kind))

    def _wrong(self, where: str, tree: object, expected: str) -> object:
        told = {"where": where.lstrip("/") or "/", "got": repr(tree)[:60], "expected": expected}
        self.findings.append(Finding("not-of-its-type", values=told))
        return None


def _called(kind: type) -> str:
    if issubclass(kind, StrEnum):
        return "one of " + ", ".join(kind)
    return {bool: "true or false", str: "a text", int: "a whole number", float: "a number"}.get(
        kind, "YYYY-MM-DD"
    )
