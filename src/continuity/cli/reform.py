"""`continuity reform …`: a decree in a file, against the pack and all of its decrees."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

from continuity.cli.plan import show_plan
from continuity.cli.speak import (
    REFUSED,
    day,
    language,
    number,
    say,
    say_rest,
    t,
    tell,
    to_day,
)
from continuity.cli.speak import as_json as print_json
from continuity.cli.state import State, state
from continuity.core.finding import Finding
from continuity.demo.play import split_units
from continuity.demo.stock import matters, split_matters
from continuity.packs.names import Names
from continuity.packs.text import Text, read
from continuity.reform.check import Namer, flawed
from continuity.reform.check import check as all_findings
from continuity.reform.draft import draft, name
from continuity.reform.history import history, with_draft
from continuity.reform.plan import difference
from continuity.reform.proof import Proof, digest
from continuity.reform.proof import prove as proved
from continuity.reform.slip import Slip
from continuity.reform.slip import slip as slipped
from continuity.reform.told import findings_json, plan_json, proof_json

FEW = 10


def plan(file: Path, *, pack: bool, as_json: bool) -> None:
    """Prints what a decree changes; refused with findings where it cannot be read or applied."""
    here = state(pack=pack)
    text = _readable(here, file)
    told = history(here.start, with_draft(here.decrees, text), here.pack.kinds)
    stage = told.stage(name(text))
    changes = difference(stage.before, stage.after, stage.decree.effective)
    if as_json:
        print_json(
            {**plan_json(stage, changes), "findings": findings_json(stage.findings, language())}
        )
    elif not stage.findings:
        show_plan(stage, changes, Names(stage.after, here.pack.kinds))
    _end(stage.findings, as_json)


def check(file: Path, *, pack: bool, as_json: bool) -> None:
    """Prints every finding about a decree; done only where there is none."""
    here, text = state(pack=pack), read(file)
    findings = _checked(here, text)
    if as_json:
        print_json({"decree": name(text), "findings": findings_json(findings, language())})
    elif not findings:
        say(t(f"✓ {name(text)}: không có lỗi.", f"✓ {name(text)}: nothing is wrong."))
    _end(findings, as_json)


def prove(file: Path, *, pack: bool, as_json: bool) -> None:
    """Proves a decree with the synthetic stock of the demo; refused where the proof fails."""
    here = state(pack=pack)
    text = _readable(here, file)
    start = here.stocked
    texts = with_draft(here.decrees, text)
    told = history(start, texts, here.pack.kinds)
    stage = told.stage(name(text))
    made = matters(start, here.pack.calendar)
    made += split_matters(split_units(told), here.pack.calendar)
    proof = proved(
        stage.decree.id, stage.before, stage.after, made, stage.decree.effective,
        findings=stage.findings,
    )  # fmt: skip
    if as_json:
        print_json({**proof_json(proof), "holds": proof.holds, "digest": digest([proof])})
    else:
        _show_proof(proof, Names(stage.after, here.pack.kinds))
    namer = Names(stage.after, here.pack.kinds)
    findings = [
        *proof.findings,
        *(flawed(f, _namer(namer, f.on), stage.after) for f in proof.flaws),
    ]
    findings += [fault for balance in proof.balances for fault in balance.faults]
    _end(findings, as_json)


def slip(file: Path, to: str, *, pack: bool, as_json: bool) -> None:
    """Prints what another effective day changes and who must be told again."""
    here, new = state(pack=pack), to_day(to)
    text = _readable(here, file)
    start = here.stocked
    made = matters(start, here.pack.calendar)
    found = slipped(start, here.decrees, text, new, here.pack.kinds, made)
    if as_json:
        print_json(
            {
                "decree": found.decree,
                "planned": found.planned.isoformat(),
                "new": found.new.isoformat(),
                "agencies": list(found.agencies),
                "matters": [
                    {**asdict(notice), "day": notice.day.isoformat()} for notice in found.matters
                ],
                "mandates": {"stated": len(found.stated), "retracted": len(found.retracted)},
                "findings": findings_json(found.findings, language()),
            }
        )
    elif not found.findings:
        _show_slip(found, Names(found.world, here.pack.kinds))
    _end(found.findings, as_json)


def _readable(here: State, file: Path) -> Text:
    """The document in a file; ends the command where it holds no decree at all."""
    text = read(file)
    if _holds_none(text):
        tell(text.findings or draft(text, here.start, here.pack.kinds).findings)
        raise SystemExit(REFUSED)
    return text


def _holds_none(text: Text) -> bool:
    return not isinstance(text.tree, dict) or not text.tree


def _checked(here: State, text: Text) -> list[Finding]:
    if text.findings:
        return list(text.findings)
    if _holds_none(text):  # told at once: no reform of the country needs to be gone through
        return list(draft(text, here.start, here.pack.kinds).findings)
    names = here.names
    return all_findings(here.start, here.decrees, text, here.pack.kinds, _namer(names, date.max))[1]


def _namer(names: Names, on: date) -> Namer:
    return lambda thing: _spoken(names, thing, on)


def _spoken(names: Names, thing: str, on: date) -> str:
    """A name with its key beside it where the two differ."""
    named = names.of(thing, on, language())
    return named if named == thing else f"{named} [{thing}]"


def _show_proof(proof: Proof, names: Names) -> None:
    holds = t("Chứng minh đứng vững", "The proof holds")
    fails = t("Chứng minh KHÔNG đứng vững", "The proof FAILS")
    say(f"{'✓ ' + holds if proof.holds else '✗ ' + fails}: {proof.decree}")
    for balance in proof.balances:
        mark = "=" if balance.holds else "≠"
        say(f"  {balance.name:<12} {number(balance.before):>8} {mark} {number(balance.after)}")
    _show_open(proof, names)
    say(f"  sha256 {digest([proof])}")


def _show_open(proof: Proof, names: Names) -> None:
    """The open questions and the disputed overlaps: neither fails a proof, both must be known."""
    if proof.disputed_before:
        disputed = number(proof.disputed_before)
        say(
            t(
                f"  {disputed} tranh chấp của trật tự cũ",
                f"  {disputed} disputed in the order before",
            )
        )
    if proof.open:
        count = number(len(proof.open))
        say(t(f"  {count} câu hỏi còn ngỏ:", f"  {count} open questions:"))
    for thing, *candidates in proof.open[:FEW]:
        spoken = [names.of(one, proof.effective, language()) for one in candidates]
        about = " @ ".join(names.of(p, proof.effective, language()) for p in thing.split(" @ "))
        say(f"    {about}: {' | '.join(spoken)}")
    say_rest(len(proof.open) - FEW)


def _show_slip(found: Slip, names: Names) -> None:
    say(f"{found.decree}: {day(found.planned)} → {day(found.new)}")
    say(
        t(
            f"  {number(len(found.agencies))} cơ quan và {number(len(found.matters))} hồ sơ phải "
            "được báo lại.",
            f"  {number(len(found.agencies))} agencies and {number(len(found.matters))} matters "
            "must be told again.",
        )
    )
    for agency in found.agencies[:FEW]:
        say(f"    {names.of(agency, found.new, language())}")
    say_rest(len(found.agencies) - FEW)
    for notice in found.matters[:FEW]:
        was, now = (
            names.of(agency, notice.day, language()) if agency else "–"
            for agency in (notice.before, notice.now)
        )
        say(f"    {notice.matter}  {day(notice.day)}: {was} → {now}")
    say_rest(len(found.matters) - FEW)


def _end(findings: tuple[Finding, ...] | list[Finding], as_json: bool) -> None:
    """The end of a command: refused where there are findings."""
    if findings:
        if not as_json:
            tell(findings)
        raise SystemExit(REFUSED)
