"""The functions by whatever people call them: id, name, everyday words."""

from __future__ import annotations

from continuity.packs.names import folded
from continuity.packs.vn import Pack, texts


def meant(source: Pack, text: str) -> list[str]:
    """The ids of the functions that a word may mean; an id means itself alone."""
    if text in source.functions:
        return [text]
    wanted = folded(text)
    return [id for id in source.functions if wanted in map(folded, called(source, id))]


def called(source: Pack, id: str) -> list[str]:
    """All that a function is called: its id, its names, everyday words."""
    return [id, *labels(source, id), *words(source, id)]


def words(source: Pack, id: str) -> list[str]:
    """What people say for a function."""
    return texts(source.functions[id].get("words"))


def labels(source: Pack, id: str) -> tuple[str, str]:
    """The Vietnamese and the English name of a function."""
    found = source.functions[id]["labels"]
    return (str(found["vi"]), str(found["en"])) if isinstance(found, dict) else (id, id)
