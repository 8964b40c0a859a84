#!/usr/bin/env python3
"""Checks the package of a handover: digests, totals, counts, and signatures where openssl is at hand.

    python3 package.py FOLDER [--language vi|en]

Needs Python and the script counted_in.py beside it; with openssl it checks who signed the digests, with
pdfsig the signatures of the minutes. Whether a certificate is one of the state, only the state's list of
authorities can say. Ends with 0 where all fits, 1 where something does not, 2 where it is no package.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

WORDS = {
    "no-package": ("Không phải gói bàn giao: {what}", "This is no package of a handover: {what}"),
    "altered": ("Tệp đã bị sửa: {what}", "This file was altered: {what}"),
    "lacking": ("Thiếu tệp: {what}", "This file is not there: {what}"),
    "strange": ("Tệp không có trong danh mục: {what}", "This file is in no manifest: {what}"),
    "twice": ("Phụ lục {what} có hai dòng cùng số.", "Annex {what} has two lines of one number."),
    "sum": ("Cộng lại không khớp: {what}", "This does not add up: {what}"),
    "unbound": ("Biên bản không mang mã của {what}.", "The minutes do not bear the code of {what}."),
    "sheet": ("Bảng cân đối không mang mã của {what}.",
              "The balance sheet does not bear the code of {what}."),
    "signature": ("Chữ ký không đúng: {what}", "This signature does not hold: {what}"),
    "unsigned": ("Chưa đủ chữ ký: {what}", "A signature is missing: {what}"),
    "no-tool": ("Chưa kiểm tra chữ ký: máy này không có {what}.",
                "Signatures were not checked: there is no {what} on this machine."),
    "checked": ("Đã kiểm tra bằng {what}.", "Checked with {what}."),
    "fine": ("Gói nguyên vẹn; {what} dòng, cộng lại khớp.", "The package is whole; {what} lines add up."),
}  # fmt: skip
SIDES = ("giver", "receiver", "witness")


def beside(name: str):
    """The script beside this one, whatever Python's path is."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None:
        raise ValueError(f"{name}.py is not beside this script")
    sys.dont_write_bytecode = True  # a second check would find a file that is in no manifest
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def manifest(path: Path) -> dict:
    """The digests of a manifest by their paths; none leads out of the package."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        code, _, name = line.partition("  ")
        if not name or Path(name).is_absolute() or ".." in Path(name).parts:
            raise ValueError(f"{path.name}: {line[:80]}")
        found[name] = code
    return found


def held(folder: Path, listed: dict) -> list:
    """Files that are not what a manifest says."""
    faults = []
    for name, code in listed.items():
        path = folder / name
        if not path.is_file():
            faults.append(("lacking", name))
        elif digest(path) != code:
            faults.append(("altered", name))
    return faults


def bag(folder: Path) -> list:
    """What is wrong with the bag as a bag, and with the files that the minutes bind to."""
    listed = manifest(folder / "manifest-sha256.txt")
    faults = held(folder, listed) + held(folder, manifest(folder / "tagmanifest-sha256.txt"))
    there = {p.relative_to(folder).as_posix() for p in (folder / "data").rglob("*") if p.is_file()}
    faults += [("strange", name) for name in sorted(there - listed.keys())]
    bound = manifest(folder / "data/contents-sha256.txt")
    faults += held(folder / "data/contents", bound)
    prefix = "data/contents/"
    faults += [
        ("strange", name)
        for name in sorted(there)
        if name.startswith(prefix) and name.removeprefix(prefix) not in bound
    ]
    return faults


def rows(path: Path) -> list:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def added(contents: Path, said: dict) -> tuple[list, int]:
    """Annexes against balance, balance against totals, annexes against the statement."""
    faults, lines = [], 0
    balance = {(row["annex"], row["number"]): row for row in rows(contents / "balance.csv")}
    whole: Counter = Counter()
    for path in sorted((contents / "annexes").glob("*.csv")):
        annex = path.stem.partition("-")[2]
        there = rows(path)
        lines += len(there)
        numbers = [next(iter(row.values())) for row in there]
        if len(set(numbers)) < len(numbers):
            faults.append(("twice", annex))
        known = set(numbers)
        for number, row in zip(numbers, there, strict=True):
            told = balance.pop((annex, number), None)
            if told is None or any(row[side] != told[side] for side in ("given", "received")):
                faults.append(("sum", f"{annex} {number}"))
            part = row.get("part-of", "") in known and row.get("part-of", "") != ""
            for side in ("given", "received"):
                whole[annex, "all", side] += int(row[side])
                whole[annex, row.get("unit", ""), side] += 0 if part else int(row[side])
        for n, side in (("given", "giver"), ("received", "receiver")):
            counted = json.loads(said[side]["totals"])["annexes"].get(annex)
            if counted and counted["quantity"] != whole[annex, "all", n]:
                faults.append(("sum", f"{annex}, {side}"))
    faults += [("sum", " ".join(name)) for name in sorted(balance)]
    for row in rows(contents / "totals.csv"):
        sums = [whole[row["annex"], row["unit"], side] for side in ("given", "received")]
        given, received, difference, explained, left = (
            int(row[n]) for n in ("given", "received", "difference", "explained", "open")
        )
        even = difference == received - given and left == difference - explained
        if sums != [given, received] or not even:
            faults.append(("sum", f"totals.csv, {row['annex']} {row['unit']}"))
    return faults, lines


def bound(data: Path, said: dict) -> list:
    """Whether the minutes bear the digest of the files and both roots, and the sheet that of its sums.

    They stand in the metadata.
    """
    pdf = (data / "minutes.pdf").read_bytes()
    codes = {"contents-sha256.txt": digest(data / "contents-sha256.txt")}
    codes |= {f"{side} (root)": said[side]["root"] for side in SIDES[:2]}
    faults = [("unbound", what) for what, code in codes.items() if code.encode() not in pdf]
    sheet, sums = data / "contents/balance.pdf", data / "contents/totals.csv"
    # Packages of before the sheet have none; where one is listed, its lack was found before.
    if sheet.is_file() and digest(sums).encode() not in sheet.read_bytes():
        faults.append(("sheet", sums.name))
    return faults


def signed(data: Path) -> tuple[list, list]:
    """Whether giver and receiver signed, in order, and whether their signatures hold."""
    made = sorted((data / "signatures").glob("*.p7s")) if (data / "signatures").is_dir() else []
    names = [path.stem for path in made]
    faults = [
        ("unsigned", side) for n, side in enumerate(SIDES[:2], 1) if f"{n}-{side}" not in names
    ]
    pdf = (data / "minutes.pdf").read_bytes()
    if pdf.count(b"/ByteRange") != len(made):
        faults.append(("signature", "minutes.pdf"))
    notes = []
    if openssl := shutil.which("openssl"):
        for path in made:
            command = [openssl, "cms", "-verify", "-binary", "-inform", "DER", "-in", str(path)]
            command += ["-content", str(data / "contents-sha256.txt"), "-noverify", "-out"]
            faults += [("signature", path.name)] if failed([*command, "/dev/null"]) else []
    notes.append(("checked" if openssl else "no-tool", "openssl"))
    if pdfsig := shutil.which("pdfsig"):
        done = subprocess.run(
            [pdfsig, "-nocert", str(data / "minutes.pdf")],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.stdout.count("Signature is Valid") != len(made):
            faults.append(("signature", "minutes.pdf (pdfsig)"))
    notes.append(("checked" if pdfsig else "no-tool", "pdfsig"))
    return faults, notes


def failed(command: list) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode != 0


def verified(folder: Path) -> tuple[list, list, int]:
    """All that is wrong with a package, what else is to be said, and how many lines it has."""
    data = folder / "data"
    faults = bag(folder)
    if any(code == "lacking" for code, _ in faults):
        return faults, [], 0
    said = json.loads((data / "contents/count/statement.json").read_text(encoding="utf-8"))
    counted = beside("counted_in")
    tables = {side: counted.table(data / f"contents/count/{side}.csv") for side in SIDES[:2]}
    wrong, _ = counted.audit(said, tables)
    faults += [("sum", fault.say("en")) for fault in wrong if fault.code != "no-reason"]
    more, lines = added(data / "contents", said)
    signatures, notes = signed(data)
    return faults + more + bound(data, said) + signatures, notes, lines


def main(arguments: list) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="package.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    asked = parser.parse_args(arguments)

    def say(code: str, what: object) -> None:
        print(WORDS[code][asked.language == "en"].format(what=what))

    try:
        faults, notes, lines = verified(Path(asked.folder))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        say("no-package", f"{type(error).__name__}: {error}")
        return 2
    for code, what in [*faults, *notes, *([] if faults else [("fine", lines)])]:
        say(code, what)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
