"""`continuity user token`, `tokens`, `revoke`: what agencies' programs sign in with."""

from __future__ import annotations

import uuid

from continuity.cli.people import days, role_of
from continuity.cli.session import acting, operator
from continuity.cli.speak import as_json as print_json
from continuity.cli.speak import say, t, to_day, wrong_use


def give(login: str, until: str, agency: str, role: str, purposes: list[str], label: str) -> None:
    """Prints a new token, this once."""
    last = to_day(until)
    with acting():
        from continuity.accounts import tokens

        told = {"agency": agency, "role": role, "label": label, "actor": operator()}
        made = tokens.give(login, last, purposes=purposes or [tokens.OWN], **told)  # type: ignore[arg-type]
        once = t("chỉ hiện lần này", "shown this once")
        say(f"✓ {made.id}\n  {made.text}  ({once})")


def listed(*, as_json: bool) -> None:
    """Prints all tokens, the newest first."""
    with acting():
        from continuity.accounts import tokens

        found = tokens.tokens()
    if as_json:
        print_json([{**one._asdict(), "id": str(one.id), "purposes": list(one.purposes),
                     "since": str(one.since), "until": str(one.until)} for one in found])  # fmt: skip
        return
    for one in found:
        seat = f"{role_of(one.role)}, {one.agency}, " if one.agency else ""
        over = t("  đã thu hồi", "  revoked") if one.revoked else ""
        say(f"{one.id}  {one.login}  {one.label}{over}")
        say(f"  {seat}{', '.join(one.purposes)}, {days(one.since, one.until)}")
    if not found:
        say(t("Chưa có mã nào; `continuity user token`.", "None yet; `continuity user token`."))


def revoke(id: str) -> None:
    """Makes a token good for nothing from now on."""
    try:
        wanted = uuid.UUID(id)
    except ValueError:
        raise wrong_use(
            t(f"“{id}” không phải số của mã nào.", f"'{id}' is no id of a token.")
        ) from None
    with acting():
        from continuity.accounts import tokens

        tokens.revoke(wanted, actor=operator())
        say(f"✓ {id}")
