"""`continuity key …`: with which key an agency signs, by whoever is signed in as its steward."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path

from continuity.cli.session import me, refusing
from continuity.cli.speak import as_json as print_json
from continuity.cli.speak import plain, say, t, wrong_use


def add(
    agency: str,
    since: str,
    until: str,
    kind: str,
    place: str,
    certificate: Path | None,
    person: str,
) -> None:
    """States a key of an agency; with a file of ours it is opened first, so that it surely signs."""
    first, end = _day(since), _day(until) if until else None
    with refusing("casework"):
        from continuity.accounts import people
        from continuity.casework.documents.holding import hold_key
        from continuity.casework.documents.signers import certificates_at

        told = _read(certificate) if certificate else certificates_at(kind, place)
        who = people.person_of(person).actor.id if person else ""
        made = hold_key(agency, kind, place, told, first, actor=me(), until=end, person=who)
        say(f"✓ {made}")


def every(agency: str, *, as_json: bool) -> None:
    """Prints the keys of an agency: where each lies, for which days, and when its certificate ends."""
    with refusing("casework"):
        from continuity.casework.documents.holding import keys_of

        me()
        found = keys_of(agency)
    rows = [
        {
            "key": str(one.key), "kind": one.kind, "place": one.place or one.person,
            "since": str(one.since), "until": str(one.until or ""),
            "subject": one.chain[0].subject.rfc4514_string(),
            "expires": str(one.chain[0].not_valid_after_utc.date()),
        }
        for one in found
    ]  # fmt: skip
    if as_json:
        print_json(rows)
        return
    for row in rows:
        ends = t("chứng thư hết hạn", "certificate expires")
        say(f"{row['key']}  {row['kind']} {row['place']}  {row['since']} – {row['until'] or '…'}")
        say(f"  {plain(row['subject'])}; {ends} {row['expires']}")
    if not rows:
        say(t("Cơ quan này chưa có khoá.", "This agency has no key."))


def drop(key: str, on: str) -> None:
    """From a day on nobody signs with it; what was signed stays good."""
    day = _day(on)
    try:
        held = uuid.UUID(key)
    except ValueError:
        raise wrong_use(
            t(f"“{plain(key)}” không phải khoá.", f"'{plain(key)}' is no key.")
        ) from None
    with refusing("casework"):
        from continuity.casework.documents.holding import drop_key

        drop_key(held, day, actor=me())
        say(f"✓ {held}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        why = t("không phải ngày, ví dụ 2025-03-01", "is no day, like 2025-03-01")
        raise wrong_use(f"“{plain(text)}”: {why}.") from None


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        why = t("không đọc được chứng thư dạng PEM", "no PEM certificate can be read there")
        raise wrong_use(f"{plain(str(file))}: {why}.") from None
