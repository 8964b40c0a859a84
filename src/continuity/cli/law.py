"""`continuity reform read`: the draft in the text of a law, and what of it was not understood."""

from __future__ import annotations

import sys
from pathlib import Path

from continuity.cli.speak import DONE, REFUSED, language, t, tell, to_day
from continuity.cli.speak import as_json as print_json
from continuity.cli.state import state
from continuity.core.finding import Finding
from continuity.core.lineage import Cite
from continuity.packs.text import MOST_BYTES
from continuity.reform.law.read import Given, Law, read_law
from continuity.reform.told import findings_json

STDIN = "-"


def read(
    file: Path,
    *,
    on: str | None,
    number: str,
    province: str,
    out: Path | None,
    pack: bool,
    as_json: bool,
) -> None:
    """Prints the draft, or writes it to a file; refused with findings where any phrase is unclear."""
    name = t("đầu vào", "standard input") if str(file) == STDIN else file.name
    text = _text(file, name)
    given = Given(number, to_day(on) if on else None, province, name)
    law = read_law(text, state(pack=pack).places, given)
    if out and law.yaml:
        out.write_text(law.yaml, encoding="utf-8")
    if as_json:
        print_json(law_json(law))
    else:
        sys.stdout.write("" if out else law.yaml)
        tell(law.findings)
    raise SystemExit(REFUSED if law.findings else DONE)


def law_json(law: Law) -> dict[str, object]:
    """A law that was read, as JSON: the draft as a document, counts, findings with their spans."""
    findings = zip(findings_json(law.findings, language()), law.marks, strict=True)
    return {
        "decree": law.tree.get("decree"),
        "draft": law.tree or None,
        "counts": [count._asdict() for count in law.counts],
        "findings": [
            {**told, "phrase": mark.finding.values.get("phrase"), "span": list(mark.span)}
            for told, mark in findings
        ],
    }


def _text(file: Path, name: str) -> str:
    """The text of a file, or of standard input; ends the command where it cannot be read."""
    try:
        if str(file) == STDIN:
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        elif file.exists() and not file.is_file():
            raise _refused(Finding("no-regular-file", Cite(decree=name)))
        else:
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        why = {"why": error.strerror or str(error)}
        raise _refused(Finding("no-file", Cite(decree=name), why)) from error
    if len(data) > MOST_BYTES:
        values = {"size": f"> {MOST_BYTES:,}", "most": f"{MOST_BYTES:,}"}
        raise _refused(Finding("too-big", Cite(decree=name), values))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        cite = Cite(decree=name, line=line)
        raise _refused(Finding("not-utf8", cite, {"byte": str(error.start)})) from error


def _refused(finding: Finding) -> SystemExit:
    tell([finding])
    return SystemExit(REFUSED)
