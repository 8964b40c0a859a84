"""`continuity reform …`: a decree in a file, against the pack and all of its decrees."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

from continuity.cli.speak import (
    REFUSED,
    day,
    language,
    number,
    say,
    t,
    tell,
    to_day,
)
from continuity.cli.speak import as_json as print_json
from continuity.cli.state import State, state
from continuity.core.finding import Finding
from continuity.demo.play import split_units
from continuity.demo.stock import matters, split_matters, stocked
from continuity.packs.names import Names
from continuity.packs.text import Text, read
from continuity.reform.check import Namer, flawed
from continuity.reform.check import check as all_findings
from continuity.reform.history import History, Stage, history, name, with_draft
from continuity.reform.plan import Plan, difference
from continuity.reform.proof import Proof, digest
from continuity.reform.proof import prove as proved
from continuity.reform.slip import Slip
from continuity.reform.slip import slip as slipped

Shown = dict[str, object]


def plan(file: Path, *, as_json: bool) -> None:
    """Prints what a decree changes; refused with findings where it cannot be read or applied."""
    here, text = state(), read(file)
    told = _history(here, text)
    stage = told.stage(name(text))
    changes = difference(stage.before, stage.after, stage.decree.effective)
    if as_json:
        print_json(
            {
                "decree": stage.decree.id,
                "effective": stage.decree.effective.isoformat(),
                "counts": changes.counts(),
                "mandates_by_function": changes.levels,
                "areas_ended": [list(pair) for pair in changes.ended],
                "agencies_ended": [list(pair) for pair in changes.bodies_ended],
                "findings": findings_json(stage.findings),
            }
        )
    else:
        _show_plan(stage, changes)
    _end(stage.findings, as_json)


def check(file: Path, *, as_json: bool) -> None:
    """Prints every finding about a decree; done only where there is none."""
    here, text = state(), read(file)
    findings = _checked(here, text)
    if as_json:
        print_json({"decree": name(text), "findings": findings_json(findings)})
    elif not findings:
        say(t(f"✓ {name(text)}: không có lỗi.", f"✓ {name(text)}: nothing is wrong."))
    _end(findings, as_json)


def prove(file: Path, *, as_json: bool) -> None:
    """Proves a decree with the synthetic stock of the demo; refused where the proof fails."""
    here, text = state(), read(file)
    start = stocked(here.pack.start)
    texts = with_draft(here.pack.decrees, text)
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
        _show_proof(proof)
    namer = Names(stage.after, here.pack.kinds)
    findings = [*proof.findings, *(flawed(f, _namer(namer, f.on)) for f in proof.flaws)]
    findings += [fault for balance in proof.balances for fault in balance.faults]
    _end(findings, as_json)


def slip(file: Path, to: str, *, as_json: bool) -> None:
    """Prints what another effective day changes and who must be told again."""
    here, text, new = state(), read(file), to_day(to)
    _history(here, text)
    start = stocked(here.pack.start)
    made = matters(start, here.pack.calendar)
    found = slipped(start, here.pack.decrees, text, new, here.pack.kinds, made)
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
                "findings": findings_json(found.findings),
            }
        )
    else:
        _show_slip(here, found)
    _end(found.findings, as_json)


def _history(here: State, text: Text) -> History:
    """The history with a draft in it; ends the command where the draft cannot be read at all."""
    if text.tree is None:
        tell(text.findings)
        raise SystemExit(REFUSED)
    return history(here.pack.start, with_draft(here.pack.decrees, text), here.pack.kinds)


def _checked(here: State, text: Text) -> list[Finding]:
    if text.findings:
        return list(text.findings)
    names = here.names
    return all_findings(
        here.pack.start, here.pack.decrees, text, here.pack.kinds, _namer(names, date.max)
    )[1]


def _namer(names: Names, on: date) -> Namer:
    return lambda thing: _spoken(names, thing, on)


def _spoken(names: Names, thing: str, on: date) -> str:
    """A name with its key beside it where the two differ."""
    named = names.of(thing, on, language())
    return named if named == thing else f"{named} [{thing}]"


def findings_json(findings: tuple[Finding, ...] | list[Finding]) -> list[Shown]:
    """Findings as JSON, in the language of the locale."""
    shown: list[Shown] = []
    for finding in findings:
        what, expected, mend = finding.parts(language())
        shown.append(
            {
                "code": finding.code,
                "instrument": finding.cite.instrument or None,
                "clause": finding.cite.clause or None,
                "line": finding.cite.line or None,
                "what": what,
                "expected": expected,
                "mend": mend,
            }
        )
    return shown


def proof_json(proof: Proof) -> Shown:
    """The part of a proof that `demo --json` and `reform prove --json` share."""
    return {
        "decree": proof.decree,
        "effective": proof.effective.isoformat(),
        "flaws": proof.statement()["flaws"],
        "disputed_before": proof.disputed_before,
        "open": len(proof.open),
        "balances": {
            balance.name: {
                "before": balance.before,
                "after": balance.after,
                "difference": balance.difference,
            }
            for balance in proof.balances
        },
    }


def _show_plan(stage: Stage, changes: Plan) -> None:
    say(f"{stage.decree.title_vi if language() == 'vi' else stage.decree.title_en}")
    say(f"{t('Có hiệu lực', 'Effective')}: {day(stage.decree.effective)}")
    words = {
        "areas-founded": t("đơn vị được lập", "units founded"),
        "areas-ended": t("đơn vị kết thúc", "units ended"),
        "areas-renamed": t("đơn vị đổi tên", "units renamed"),
        "areas-cut": t("đơn vị bị tách", "units cut"),
        "agencies-founded": t("cơ quan được lập", "agencies founded"),
        "agencies-ended": t("cơ quan kết thúc", "agencies ended"),
        "institutions-attached": t("đơn vị sự nghiệp chuyển cấp trên", "institutions attached"),
        "mandates-stated": t("thẩm quyền ghi mới", "mandates stated"),
        "mandates-retracted": t("thẩm quyền thu hồi", "mandates retracted"),
        "charges-handed-on": t("vị trí, tài sản, văn bản bàn giao", "charges handed on"),
    }
    for key, count in changes.counts().items():
        say(f"  {number(count):>8}  {words[key]}")


def _show_proof(proof: Proof) -> None:
    holds = t("Chứng minh đứng vững", "The proof holds")
    fails = t("Chứng minh KHÔNG đứng vững", "The proof FAILS")
    say(f"{'✓ ' + holds if proof.holds else '✗ ' + fails}: {proof.decree}")
    for balance in proof.balances:
        mark = "=" if balance.holds else "≠"
        say(f"  {balance.name:<12} {number(balance.before):>8} {mark} {number(balance.after)}")
    say(f"  sha256 {digest([proof])}")


def _show_slip(here: State, found: Slip) -> None:
    say(f"{found.decree}: {day(found.planned)} → {day(found.new)}")
    say(
        t(
            f"  {number(len(found.agencies))} cơ quan và {number(len(found.matters))} hồ sơ phải "
            "được báo lại.",
            f"  {number(len(found.agencies))} agencies and {number(len(found.matters))} matters "
            "must be told again.",
        )
    )
    for notice in found.matters[:10]:
        was, now = (_name(here, agency, notice.day) for agency in (notice.before, notice.now))
        say(f"  {notice.matter}  {day(notice.day)}: {was} → {now}")


def _name(here: State, agency: str, on: date) -> str:
    return here.names.of(agency, on, language()) if agency else "–"


def _end(findings: tuple[Finding, ...] | list[Finding], as_json: bool) -> None:
    """The end of a command: refused where there are findings."""
    if findings:
        if not as_json:
            tell(findings)
        raise SystemExit(REFUSED)
