"""Values of the core as plain trees for JSON, and back, by their types alone.

A tree holds maps, lists, texts, numbers, truth and nothing. Writing names every field, so that a
digest does not change with a default; reading checks every type and tells all that is wrong at once.
"""

from __future__ import annotations

import math
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
