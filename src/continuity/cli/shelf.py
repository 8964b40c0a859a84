"""`continuity reform save|list|undo|enact`: drafts in the database, and what becomes of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from continuity.cli.home import home
from continuity.cli.plan import show_plan
from continuity.cli.session import acting, me, operator
from continuity.cli.speak import REFUSED, day, number, say, t, tell, to_day, wrong_use
from continuity.cli.speak import as_json as print_json
from continuity.cli.state import state
from continuity.config.database import there
from continuity.core.terms import TERMS
from continuity.packs.names import Names
from continuity.packs.text import Text, read
from continuity.packs.vn import pack
from continuity.reform.draft import draft as parsed
from continuity.reform.draft import name as name_of
from continuity.reform.history import history, with_draft
from continuity.reform.plan import difference


def load() -> None:
    """Loads the pack into an empty register: its start, and the decrees that are law already."""
    with acting():
        from continuity.reform.enact import adopt
        from continuity.register.load import NotEmpty
        from continuity.register.load import load as loaded

        found = pack()
        try:
            loaded(found.start, "pack", operator())
        except NotEmpty:
            taken = t("Sổ đăng ký đã có dữ liệu.", "The register has been loaded already.")
            raise wrong_use(taken) from None
        say(t("✓ Hiện trạng 1/1/2025", "✓ The state of 1 January 2025"))
        for text in found.decrees:
            adopt(text, actor=operator(), kinds=found.kinds)
            say(f"✓ {name_of(text)}")


def listed(*, as_json: bool) -> None:
    """Prints the decrees in force and the drafts that wait for somebody to approve them."""
    _need()
    with acting():
        from continuity.reform.shelf import drafts, entries, in_force

        at = entries()
        decrees = [
            {"decree": decree, "effective": _effective(text), "entry": at[decree]}
            for decree, text in in_force().items()
        ]
        waiting = [
            {
                "decree": name_of(one.text),
                "effective": _effective(one.text),
                "act": str(one.act),
                "version": one.version,
                "drafter": one.drafter.name,
                "reason": one.reason,
            }
            for one in drafts()
        ]
    if as_json:
        print_json({"in_force": decrees, "drafts": waiting})
        return
    for decree in decrees:
        entry = t(f"mục {decree['entry']}", f"entry {decree['entry']}")
        say(f"✓ {decree['decree']}  {_day(decree['effective'])}  {entry}")
    for one in waiting:
        about = f"v{one['version']}  {one['drafter']}"
        say(f"… {one['decree']}  {_day(one['effective'])}  {act_of(str(one['act']))}  {about}")
    if not decrees and not waiting:
        say(t("Chưa có văn bản nào.", "No decree yet."))


def save(file: Path, version: int | None, reason: str) -> None:
    """Saves a file as the draft of its name; refused with findings where it cannot be read."""
    _need()
    text = read(file)
    if not isinstance(text.tree, dict) or not text.tree:
        found = state()
        tell(text.findings or parsed(text, found.start, found.pack.kinds).findings)
        raise SystemExit(REFUSED)
    with acting():
        from continuity.reform import shelf

        made = shelf.save(text, _read(name_of(text), version), actor=me(), reason=reason)
        _saved(name_of(text), made)


def undo(name: str, version: int | None, reason: str) -> None:
    """Drafts the withdrawal of a decree."""
    _need()
    with acting():
        from continuity.reform import enact

        made = enact.undo(name, _read(name, version), actor=me(), reason=reason)
        _saved(name, made)


def slip(file: Path, to: str, version: int | None) -> None:
    """Drafts that the decree of a file, which is in force, takes effect on another day."""
    name, later = name_of(read(file)), to_day(to)
    _need()
    with acting():
        from continuity.reform import enact

        _saved(name, enact.slip(name, later, _read(name, version), actor=me()))


def enact(name: str, version: int | None, despite: str = "") -> None:
    """Approves a draft of somebody else; without its version it is only shown."""
    _need()
    if version is None:
        _show(name)
        return
    with acting():
        from continuity.reform import enact as verbs

        entry = verbs.enact(name, version, approver=me(), kinds=pack().kinds, despite=despite)
        say(f"✓ {name}: {t('mục', 'entry')} {number(entry)}")


def act_of(act: str) -> str:
    """What a draft is to do, in the language."""
    return t(TERMS.get(act, act), act)


def _need() -> None:
    """Ends the command where there is no database to keep anything in."""
    if not there(home()):
        raise wrong_use(
            t(
                "Chưa có sổ đăng ký. Chạy `continuity load` trước.",
                "There is no register yet. Run `continuity load` first.",
            )
        )


def _read(name: str, version: int | None) -> int:
    """The version that somebody read; unsaid, it is a new draft's, so that an open one is not lost."""
    return 0 if version is None else version


def _saved(name: str, version: int) -> None:
    said = t("dự thảo, phiên bản", "draft, version")
    mend = t("Người khác ban hành bằng", "Somebody else enacts it with")
    say(f"✓ {name}: {said} {version}")
    say(f"  {mend}: continuity reform enact {name} --version {version}")


def _show(name: str) -> None:
    with acting():
        from continuity.reform.shelf import Act, draft_of

        found = draft_of(name)
    here = state()
    say(f"{act_of(found.act)}  v{found.version}  {found.drafter.name}  {found.reason}".rstrip())
    if found.act is not Act.UNDO:
        told = history(here.start, with_draft(here.decrees, found.text), here.pack.kinds)
        stage = told.stage(name)
        if stage.findings:
            tell(stage.findings)
            raise SystemExit(REFUSED)
        changes = difference(stage.before, stage.after, stage.decree.effective)
        show_plan(stage, changes, Names(stage.after, here.pack.kinds))
    say(
        t("Để ban hành:", "To enact it:")
        + f" continuity reform enact {name} --version {found.version}"
    )


def _effective(text: Text) -> str:
    return str(text.tree.get("effective", "")) if isinstance(text.tree, dict) else ""


def _day(text: object) -> str:
    return day(date.fromisoformat(str(text))) if text else "…"
