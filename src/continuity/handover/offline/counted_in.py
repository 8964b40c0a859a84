#!/usr/bin/env python3
"""Checks that a thing crossed in a handover, or that a whole count adds up. Needs only Python.

    python3 counted_in.py mine FILE [--statement FILE | --roots GIVER RECEIVER] [--language vi|en]
    python3 counted_in.py audit FOLDER [--roots GIVER RECEIVER] [--language vi|en]

`mine` reads the file that a person gets about their own thing; `audit` reads statement.json, giver.csv
and receiver.csv. The roots are those that stand in the signed minutes: without them, the files are only
compared with themselves, and the answer says so. Ends with 0 where all is well, 1 where something is
not, 2 where the question cannot be read.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from pathlib import Path

SIDES = ("giver", "receiver")
SUMMED = ("quantity", "done", "paid", "held")
COLUMNS = ["key", "salt", "annex", *SUMMED, "text"]
HEX = re.compile(r"[0-9a-f]*")

WORDS = {
    "not-ours": ("Không phải tệp kiểm đếm: {why}.", "This is not a file of a count: {why}."),
    "wrong-side": ("Phần của {side} mang tên bên khác hoặc cuộc bàn giao khác.",
                   "What is shown of the {side} bears another side's or handover's name."),
    "broken": ("Nội dung của {side} không dẫn tới mã gốc của {side}: đã bị sửa.",
               "What is shown of the {side} does not lead to the root of the {side}: it was altered."),
    "amounts": ("Số liệu cộng dồn của {side} không khớp nội dung.",
                "The amounts of the {side} are not those of the text."),
    "twice": ("{side} đếm mục này hơn một lần.", "The {side} counted this more than once."),
    "missing": ("{side} không đếm mục này.", "The {side} did not count this."),
    "changed": ("Khác nhau ở “{field}”: bên giao {gave}, bên nhận {got}.",
                "Differs in '{field}': the giver says {gave}, the receiver {got}."),
    "reason": ("Lý do ghi trong biên bản: {why}", "The reason in the minutes: {why}"),
    "no-reason": ("Biên bản không ghi lý do.", "The minutes give no reason."),
    "other-root": ("Mã gốc của {side} không phải mã trong biên bản.",
                   "The root of the {side} is not the one in the minutes."),
    "unasked": ("Chưa đối chiếu với biên bản: hãy đưa mã gốc ghi trong biên bản.",
                "Not compared with the minutes: give the roots that stand in them."),
    "row": ("{side}.csv, dòng {line}: {why}.", "{side}.csv, line {line}: {why}."),
    "order": ("{side}: mã {key} không đứng đúng thứ tự.", "{side}: the key {key} is out of order."),
    "totals": ("{side}: tổng trong biên bản không phải tổng của các dòng.",
               "{side}: the totals in the minutes are not those of the rows."),
    "root": ("{side}: các dòng không cho ra mã gốc trong biên bản.",
             "{side}: the rows do not give the root in the minutes."),
    "differs": ("Mã {key} ({annex}): {kind}.", "Key {key} ({annex}): {kind}."),
    "unlisted": ("Mã {key}: chênh lệch không ghi trong biên bản.",
                 "Key {key}: a difference that the minutes do not list."),
    "no-difference": ("Mã {key}: biên bản ghi chênh lệch nhưng hai bên như nhau.",
                      "Key {key}: the minutes list a difference, and there is none."),
    "fine": ("Đã sang đủ: hai bên đếm như nhau.", "It crossed whole: both sides counted the same."),
    "adds-up": ("Khớp: {items} mục bên giao, {others} mục bên nhận, {n} chênh lệch đều có lý do.",
                "It adds up: {items} given, {others} received, {n} differences, all with a reason."),
}  # fmt: skip
TERMS = {"giver": "bên giao", "receiver": "bên nhận", "missing": "bên nhận không có",
         "extra": "bên giao không có", "doubled": "đếm hơn một lần", "changed": "hai bên ghi khác nhau",
         "received": "ngày nhận", "due": "ngày hẹn trả", "done": "bước đã làm", "paid": "phí đã nộp",
         "held": "giấy tờ đang giữ", "quantity": "số lượng", "said": "cột khác"}  # fmt: skip


class Fault(ValueError):
    """Something that is wrong, as the code of its words and what fills them."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values

    def say(self, language: str) -> str:
        """In words."""
        values = self.values
        if language == "vi":
            values = {k: TERMS.get(v, v) if isinstance(v, str) else v for k, v in values.items()}
        text = WORDS[self.code][language == "en"].format(**values)
        return text[:1].upper() + text[1:]


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def packed(node: tuple) -> bytes:
    digest, low, high, count = node
    return digest + low + high + count.to_bytes(8, "big")


def joined(left: tuple, right: tuple) -> tuple:
    return sha(b"\x01", packed(left), packed(right)), left[1], right[2], left[3] + right[3]


def leaf(key: bytes, text: bytes, amounts: bytes) -> tuple:
    return sha(b"\x00", key, text, amounts), key, key, 1


def root(totals: str, top: tuple) -> str:
    return sha(b"\x02", sha(totals.encode()), packed(top)).hex()


def raw(text: object, size: int) -> bytes:
    """Bytes of some hexadecimal digits; what is not such is no file of ours."""
    if not isinstance(text, str) or len(text) != 2 * size or not HEX.fullmatch(text):
        raise Fault("not-ours", why=f"{str(text)[:40]!r} is not {size} bytes in hexadecimal")
    return bytes.fromhex(text)


def mine(told: dict, roots: tuple = ()) -> list[Fault]:
    """All that is wrong with one person's file; empty where their thing crossed whole."""
    if not isinstance(told, dict) or told.get("format") != "continuity-counted-in-1":
        raise Fault("not-ours", why="no format continuity-counted-in-1")
    faults, texts = [], {}
    for n, side in enumerate(SIDES):
        if roots and told["roots"].get(side) != roots[n]:
            faults.append(Fault("other-root", side=side))
        shown = told["sides"].get(side)
        if shown is None:
            faults.append(Fault("missing", side=side))
            continue
        faults += walked(told, side, shown)
        texts[side] = json.loads(shown["text"])
    if len(texts) == len(SIDES):
        gave, got = (texts[side] for side in SIDES)
        faults += [
            Fault("changed", field=field, gave=gave.get(field), got=got.get(field))
            for field in sorted(gave.keys() | got.keys())
            if gave.get(field) != got.get(field)
        ]
    whys = [one["why"] for one in told["differences"]]
    if faults and whys:
        faults += [Fault("reason", why=why) if why else Fault("no-reason") for why in whys]
    return faults


def walked(told: dict, side: str, shown: dict) -> list[Fault]:
    """What is wrong on the way from what a side wrote to its root."""
    key = raw(shown["key"], 16)
    text = sha(raw(shown["salt"], 16), shown["text"].encode())
    amounts = sha(raw(shown["amounts_salt"], 16), shown["amounts"].encode())
    node, twice = leaf(key, text, amounts), False
    for where, digest, low, high, count in shown["path"]:
        beside = (raw(digest, 32), raw(low, 16), raw(high, 16), int(count))
        twice |= beside[2] >= key if where == "left" else beside[1] <= key
        node = joined(beside, node) if where == "left" else joined(node, beside)
    totals, said = json.loads(shown["totals"]), json.loads(shown["text"])
    faults = [Fault("twice", side=side)] if twice else []
    items = sum(of["items"] for of in totals["annexes"].values())
    if root(shown["totals"], node) != told["roots"].get(side) or node[3] != items:
        faults.append(Fault("broken", side=side))
    if (totals["side"], totals["handover"]) != (side, told["handover"]):
        faults.append(Fault("wrong-side", side=side))
    other = [said["annex"], said["quantity"], len(said["done"]), said["paid"], len(said["held"])]
    if shown["amounts"] != ";".join(map(str, other)):
        faults.append(Fault("amounts", side=side))
    return faults


def audit(said: dict, tables: dict, roots: tuple = ()) -> tuple[list[Fault], list[Fault]]:
    """What is wrong with a whole count, and the differences that have their reason."""
    if not isinstance(said, dict) or said.get("format") != "continuity-count-1":
        raise Fault("not-ours", why="no format continuity-count-1")
    faults, leaves = [], {}
    for n, side in enumerate(SIDES):
        if roots and said[side]["root"] != roots[n]:
            faults.append(Fault("other-root", side=side))
        found, leaves[side] = added(said, side, tables[side])
        faults += found
    return compared(said, leaves, faults)


def added(said: dict, side: str, rows: list) -> tuple[list[Fault], dict]:
    """Whether the rows of a side give its totals and its root; and its leaves by key."""
    sums: dict = {}
    nodes: list = []
    by_key: dict = {}
    faults = []
    for line, row in enumerate(rows, 2):
        try:
            key, salt, annex, *amounts, text = row
            numbers = [int(amount) for amount in amounts]
            written = ";".join([annex, *map(str, numbers)])
            node = leaf(raw(key, 16), raw(text, 32), sha(raw(salt, 16), written.encode()))
        except (ValueError, Fault) as fault:
            return [Fault("row", side=side, line=line, why=fault)], by_key
        of = sums.setdefault(annex, dict.fromkeys(("items", *SUMMED), 0))
        of["items"] += 1
        for name, number in zip(SUMMED, numbers, strict=True):
            of[name] += number
        if nodes and nodes[-1][1] > node[1]:
            faults.append(Fault("order", side=side, key=key))
        nodes.append(node)
        by_key.setdefault(key, []).append((annex, node[0]))
    told = {"handover": said["handover"], "side": side, "annexes": sums}
    totals = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if totals != said[side]["totals"]:
        faults.append(Fault("totals", side=side))
    if root(said[side]["totals"], top(nodes)) != said[side]["root"]:
        faults.append(Fault("root", side=side))
    return faults, by_key


def top(nodes: list) -> tuple:
    """The node over some leaves."""
    level = nodes
    while len(level) > 1:
        above = [joined(*level[n : n + 2]) for n in range(0, len(level) - 1, 2)]
        level = above + level[len(level) // 2 * 2 :]
    return level[0] if level else (sha(), bytes(16), bytes(16), 0)


def compared(said: dict, leaves: dict, faults: list) -> tuple[list[Fault], list[Fault]]:
    """The two sides against each other, and against the differences that the minutes list."""
    gave, got = (leaves[side] for side in SIDES)
    listed = {(one["key"], one["kind"]): one for one in said["differences"]}
    explained = []
    for key in sorted(gave.keys() | got.keys()):
        here, there = gave.get(key, []), got.get(key, [])
        if here == there and len(here) == 1:
            continue
        kind = "doubled" if max(len(here), len(there)) > 1 else "missing" if not there else "extra"
        kind = "changed" if len(here) == len(there) == 1 else kind
        fault = Fault("differs", key=key, annex=(here or there)[0][0], kind=kind)
        one = listed.pop((key, kind), None)
        if one and one["why"]:
            explained.append(fault)
            continue
        faults += [fault, Fault("no-reason") if one else Fault("unlisted", key=key)]
    faults += [Fault("no-difference", key=key) for key, _ in listed]
    return faults, explained


def read(path: Path) -> dict:
    """A JSON file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Fault("not-ours", why=fault) from None


def table(path: Path) -> list:
    """The rows of a side's table."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            first, *rows = csv.reader(file)
    except (OSError, ValueError) as fault:
        raise Fault("not-ours", why=fault) from None
    if first != COLUMNS:
        raise Fault("not-ours", why=f"{path.name} has the columns {', '.join(first)[:80]}")
    return rows


def answered(asked: argparse.Namespace) -> int:
    """Says what was found; 0 where nothing is wrong."""
    path, roots = Path(asked.path), tuple(asked.roots or ())
    if asked.what == "mine":
        if asked.statement:
            said = read(Path(asked.statement))
            roots = tuple(said[side]["root"] for side in SIDES)
        told = read(path)
        notes: list = []
        faults, fine = mine(told, roots), Fault("fine")
        shown = next(side["text"] for side in told["sides"].values() if side)
        print(json.dumps(json.loads(shown), ensure_ascii=False, indent=1))
    else:
        said = read(path / "statement.json")
        tables = {side: table(path / f"{side}.csv") for side in SIDES}
        faults, notes = audit(said, tables, roots)
        items, others = (len(tables[side]) for side in SIDES)
        fine = Fault("adds-up", items=items, others=others, n=len(notes))
    for fault in [*notes, *(faults or [fine]), *([] if roots else [Fault("unasked")])]:
        print(fault.say(asked.language))
    return 1 if faults else 0


def main(arguments: list) -> int:
    """The command."""
    about = (__doc__ or "").splitlines()[0]
    parser = argparse.ArgumentParser(prog="counted_in.py", description=about)
    parser.add_argument("what", choices=("mine", "audit"))
    parser.add_argument("path")
    parser.add_argument("--statement")
    parser.add_argument("--roots", nargs=2, metavar=("GIVER", "RECEIVER"))
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    asked = parser.parse_args(arguments)
    try:
        return answered(asked)
    except Fault as fault:
        print(fault.say(asked.language), file=sys.stderr)
    except (
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        StopIteration,
        RecursionError,
    ) as error:
        print(Fault("not-ours", why=error).say(asked.language), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
