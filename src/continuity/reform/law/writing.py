"""A draft as YAML: one clause a line, every text in quotes, so that 00016 stays 00016."""

from __future__ import annotations

import json

from continuity.packs.text import Tree


def written(tree: dict[str, Tree], remark: str = "") -> str:
    """A document that the reader of drafts reads back to the same tree."""
    lines = [f"# {line}" for line in remark.splitlines()]
    for key, value in tree.items():
        if isinstance(value, list):
            lines += [f"{key}:", *(f"  - {flow(entry)}" for entry in value)]
        else:
            lines.append(f"{key}: {flow(value)}")
    return "\n".join(lines) + "\n"


def flow(value: Tree) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    # What JSON quotes, YAML reads; what is no printable text it would refuse as it stands.
    return json.dumps(value or "", ensure_ascii=not (value or "").isprintable())
