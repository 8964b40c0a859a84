"""Documents as people write them, read without trust.

A YAML file is read event by event into lists, maps and strings: no tags, no anchors, no types to
guess, so that the code 00016 stays 00016 and a bomb stays a line of text. Every clause remembers its
line. Beside a file of ours may lie a twin in JSON, which says the same and is read faster; it counts
only while it carries the digest of the file.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import yaml

from continuity.core.finding import Finding
from continuity.core.lineage import Cite
from continuity.packs import words as words  # they must be there before a finding speaks

# The national map of 2025, the largest decree there is, has half a megabyte and 67,000 words.
MOST_BYTES = 4 * 1024 * 1024
MOST_WORDS = 400_000
MOST_DEEP = 12

Tree = str | None | list["Tree"] | dict[str, "Tree"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Text:
    """A document as a tree of strings, its lines, and what could not be read.

    The lines are those of the fields of the document and of the entries of its lists:
    `effective`, `clauses`, `clauses/0`. `source` is what somebody wrote, where it is at hand.
    """

    tree: Tree
    lines: dict[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    name: str = ""
    source: str = field(default="", compare=False, repr=False)


def read(path: Path) -> Text:
    """The document in a file; what cannot be read comes back as findings, never as an error."""
    try:
        if path.exists() and not path.is_file():
            # A pipe or a device may never end, and a folder holds no decree.
            return _refused(path.name, "no-regular-file")
        size = path.stat().st_size
        if size > MOST_BYTES:
            return _refused(path.name, "too-big", size=f"{size:,}", most=f"{MOST_BYTES:,}")
        data = path.read_bytes()
    except OSError as error:
        return _refused(path.name, "no-file", why=error.strerror or str(error))
    return _twin(path, data) or parse(data, path.name)


def parse(data: bytes, name: str = "") -> Text:
    """The document in some bytes: UTF-8, with or without a mark, composed or not (NFD)."""
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _refused(name, "not-utf8", line=line, byte=error.start)
    builder = _Builder(name)
    try:
        tree = builder.build(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or str(error).splitlines()[0]
        return _refused(name, "not-yaml", line=mark.line + 1 if mark else 1, why=why)
    return Text(tree, builder.lines, tuple(builder.findings), name, text)


def twin(data: bytes) -> str:
    """The JSON twin of a document: its digest, its tree and its lines."""
    text = parse(data)
    content = {"sha256": hashlib.sha256(data).hexdigest(), "tree": text.tree, "lines": text.lines}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def line_of(event: yaml.Event) -> int:
    """The line on which an event begins, counted from 1."""
    return int(event.start_mark.line) + 1 if event.start_mark else 1


def _twin(path: Path, data: bytes) -> Text | None:
    beside = path.with_suffix(".json")
    if path.suffix != ".yaml" or not beside.exists():
        return None
    try:
        content = json.loads(beside.read_bytes())
        if content["sha256"] != hashlib.sha256(data).hexdigest():
            return None
        lines = {str(where): int(line) for where, line in content["lines"].items()}
        return Text(content["tree"], lines, (), path.name)
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def _refused(name: str, code: str, *, line: int = 0, **values: object) -> Text:
    texts = {key: str(value) for key, value in values.items()}
    return Text(None, {}, (Finding(code, Cite(decree=name, line=line), texts),), name)


class _Stop(Exception):
    pass


class _Builder:
    """Builds the tree from events with a stack of its own, so that depth is a number we choose."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.lines: dict[str, int] = {}
        self.words = 0
        self.stack: list[Tree] = []
        self.keys: list[str | None] = []
        self.section = ""
        self.root: Tree = None

    def build(self, text: str) -> Tree:
        try:
            for event in yaml.parse(text, Loader=_Loader):
                self._take(event)
        except _Stop:
            return None
        return self.root

    def _stop(self, code: str, event: yaml.Event, **values: str) -> NoReturn:
        cite = Cite(decree=self.name, line=line_of(event))
        self.findings.append(Finding(code, cite, values))
        raise _Stop

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.AliasEvent():
                self._stop("alias", event, anchor=str(event.anchor))
            case yaml.ScalarEvent():
                self._place(self._scalar(event), event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._open({} if isinstance(event, yaml.MappingStartEvent) else [], event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
                self.keys.pop()
            case yaml.DocumentStartEvent() if self.root is not None:
                self._stop("two-documents", event)

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        self._check(event)
        if "\0" in event.value:  # YAML can escape it; a database cannot keep it
            self._stop("nul", event)
        plain = event.implicit[0] and event.value in ("", "~", "null")
        return None if plain else str(event.value)

    def _check(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Nothing that reads as more than it says: no anchor, no tag, no flood of words."""
        if event.anchor:
            self._stop("alias", event, anchor=str(event.anchor))
        if event.tag:
            self._stop("tag", event, tag=str(event.tag))
        self.words += 1
        if self.words > MOST_WORDS:
            self._stop("too-many", event, most=f"{MOST_WORDS:,}")

    def _open(self, container: Tree, event: yaml.CollectionStartEvent) -> None:
        self._check(event)
        if len(self.stack) >= MOST_DEEP:
            self._stop("too-deep", event, most=str(MOST_DEEP))
        self._place(container, event)
        self.stack.append(container)
        self.keys.append(None)

    def _place(self, value: Tree, event: yaml.Event) -> None:
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        if isinstance(top, list):
            if len(self.stack) == 2:
                self.lines[f"{self.section}/{len(top)}"] = line_of(event)
            top.append(value)
            return
        assert isinstance(top, dict), "only lists and maps are opened"
        self._pair(top, value, event)

    def _pair(self, top: dict[str, Tree], value: Tree, event: yaml.Event) -> None:
        key = self.keys[-1]
        if key is None:
            if not isinstance(value, str):
                self._stop("key-not-text", event)
            if value in top:
                self._stop("key-twice", event, key=str(value))
            self.keys[-1] = str(value)
            if len(self.stack) == 1:
                self.section = str(value)
                self.lines[self.section] = line_of(event)
            return
        top[key] = value
        self.keys[-1] = None
