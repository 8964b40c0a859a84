"""`continuity hook …`: which address is told of an agency's events, by whoever is signed in."""

from __future__ import annotations

import uuid

from continuity.cli.session import me, refusing
from continuity.cli.speak import as_json as print_json
from continuity.cli.speak import say, t, wrong_use


def add(agency: str, url: str, functions: list[str], verbs: list[str]) -> None:
    """Adds an address, and prints the secret that its messages are signed with."""
    with refusing("casework"):
        from continuity.accounts.today import today
        from continuity.casework.notices.verbs import subscribe

        wanted = {"functions": functions, "verbs": verbs}
        made = subscribe(agency, url, actor=me(), on=today(), **wanted)
        secret = t("Khoá bí mật, chỉ hiện lần này", "Secret, shown this once")
        say(f"✓ {made.hook}\n  {secret}: {made.secret}")


def every(*, as_json: bool) -> None:
    """Prints all subscriptions."""
    with refusing("casework"):
        from continuity.casework.notices.hooks import hooks

        found = hooks()
    if as_json:
        told = [one._asdict() for one in found]
        print_json([{key: _plain(value) for key, value in one.items()} for one in told])
        return
    for one in found:
        why = f" ({one.why})" if one.why else ""
        wanted = ", ".join([*one.functions, *one.verbs]) or t("tất cả", "all")
        say(f"{one.id}  {one.agency}  {one.url}\n  {one.state}{why}; {wanted}")
    if not found:
        say(t("Chưa có đăng ký nào.", "There are no subscriptions."))


def turn(key: str, *, ends: bool) -> None:
    """Ends a subscription, or tells a disabled one again."""
    try:
        hook = uuid.UUID(key)
    except ValueError:
        raise wrong_use(t(f"“{key}” không phải khoá.", f"'{key}' is no key.")) from None
    with refusing("casework"):
        from continuity.accounts.today import today
        from continuity.casework.notices.verbs import enable, unsubscribe

        (unsubscribe if ends else enable)(hook, actor=me(), on=today())
        say(f"✓ {hook}")


def _plain(value: object) -> object:
    return value if isinstance(value, list | str | None) else str(value)
