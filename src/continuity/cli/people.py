"""`continuity user …`, `sign-in`, `sign-out`, `whoami`: who may act, and who does."""

from __future__ import annotations

import sys
from datetime import date

from continuity.cli.session import acting, ask, forget, keep, me, operator, token
from continuity.cli.speak import as_json as print_json
from continuity.cli.speak import day, language, say, t, to_day, wrong_use
from continuity.core.terms import TERMS


def add(login: str, name: str) -> None:
    """Adds a person and prints the password that is good for the first sign-in only."""
    with acting():
        from continuity.accounts import people

        added = people.add(login, name, actor=operator(), language=language())
        said = t("Mật khẩu cho lần đăng nhập đầu", "Password for the first sign-in")
        say(f"✓ {added.person.login}  {added.person.name}\n  {said}: {added.password}")


def renew(login: str) -> None:
    """Prints a new first password; the second factor and all sessions of the person end."""
    with acting():
        from continuity.accounts import people

        said = t("Mật khẩu cho lần đăng nhập tới", "Password for the next sign-in")
        say(f"✓ {said}: {people.renew(login, actor=operator())}")


def suspend(login: str, *, back: bool) -> None:
    """Lets a person sign in no longer, or again."""
    with acting():
        from continuity.accounts import people

        people.suspend(login, actor=operator(), active=back)
        say(f"✓ {login}")


def appoint(
    login: str, role: str, agency: str, since: str, until: str | None, seat: str, sub_unit: str
) -> None:
    """Gives a person a seat."""
    first, last = to_day(since), to_day(until) if until else None
    with acting():
        from continuity.accounts import people

        told = {"seat": seat, "sub_unit": sub_unit, "until": last, "actor": operator()}
        people.appoint(login, role, agency, first, **told)  # type: ignore[arg-type]
        say(f"✓ {login}: {role_of(role)}, {agency}, {days(first, last)}")


def end(login: str, agency: str, on: str, seat: str) -> None:
    """Ends what appointments a person has at an agency; the day is the first without them."""
    last = to_day(on)
    with acting():
        from continuity.accounts import people

        ended = people.end(login, agency, last, actor=operator(), seat=seat)
        say(f"✓ {login}: {ended} → {day(last)}")


def everybody(*, as_json: bool) -> None:
    """Prints everybody with their seats."""
    with acting():
        from continuity.accounts.appointments import appointments
        from continuity.accounts.models import Person

        seats = appointments()
        found = [
            {
                "login": person.login,
                "name": person.name,
                "active": person.is_active,
                "enrolled": not person.temporary,
                "seats": [one._asdict() for one in seats if one.person == person.id],
            }
            for person in Person.objects.order_by("login")
        ]
    if as_json:
        print_json(_plain(found))
        return
    for person in found:
        _show(person)
    if not found:
        say(t("Chưa có ai; `continuity user add`.", "Nobody yet; `continuity user add`."))


def sign_in(login: str) -> None:
    """Begins a session; the first time the password becomes one's own, with a second factor."""
    with acting():
        from continuity.accounts import sign_in as verbs

        password = ask(t("Mật khẩu", "Password"), secret=True)
        blank = t("Mã (bỏ trống nếu là lần đầu)", "Code (leave empty the first time)")
        code = ask(blank, secret=True).strip()
        made = verbs.sign_in(login, password, code) if code else _enrol(login, password)
        keep(made)
        say(f"✓ {verbs.who(made).name}")


def sign_out() -> None:
    """Ends the session."""
    with acting():
        from continuity.accounts import sign_in as verbs

        verbs.sign_out(token())
    forget()
    say(t("✓ Đã đăng xuất.", "✓ Signed out."))


def whoami() -> None:
    """Prints who is signed in and which seats they hold today."""
    with acting():
        from continuity.accounts.appointments import appointments
        from continuity.accounts.today import today

        actor, on = me(), today()
        say(actor.name)
        for one in appointments(actor.id):
            if one.since <= on and (one.until is None or on < one.until):
                say(f"  {role_of(one.role)}, {one.agency}, {days(one.since, one.until)}")


def role_of(role: str) -> str:
    """A role in the language."""
    return t(TERMS.get(role, role), role)


def days(since: date, until: date | None) -> str:
    """Half-open days as people read them."""
    return f"{day(since)} – {day(until)}"


def _enrol(login: str, password: str) -> str:
    from continuity.accounts import sign_in as verbs

    begun = verbs.enrolment(login, password)
    say(t("Thêm khoá này vào ứng dụng xác thực:", "Put this secret into your authenticator:"))
    say(f"  {begun.secret}\n  {begun.url}")
    _draw(begun.url)
    new = ask(t("Mật khẩu mới của bạn", "A new password of your own"), secret=True)
    if new != ask(t("Nhập lại", "Once more"), secret=True):
        raise wrong_use(t("Hai lần nhập khác nhau.", "The two differ."))
    code = ask(t("Mã trong ứng dụng", "The code that it shows"), secret=True).strip()
    made, spare = verbs.enrol(begun.ticket, new, code)
    say(
        t(
            "Mã dự phòng, mỗi mã một lần; hãy cất kỹ:",
            "Spare codes, each good once; keep them safe:",
        )
    )
    say("  " + "  ".join(spare))
    return made


def _draw(url: str) -> None:
    """A code to be scanned, where somebody looks."""
    if sys.stdout.isatty():
        import qrcode

        code = qrcode.QRCode()
        code.add_data(url)
        code.print_ascii(sys.stdout, invert=True)


def _show(person: dict[str, object]) -> None:
    marks = [] if person["active"] else [t("tạm khoá", "suspended")]
    marks += [] if person["enrolled"] else [t("chưa đăng nhập lần đầu", "has not signed in yet")]
    say(f"{person['login']}  {person['name']}{'  ' + ', '.join(marks) if marks else ''}")
    for seat in person["seats"]:  # type: ignore[attr-defined]
        sub = f" ({seat['sub_unit']})" if seat["sub_unit"] else ""
        held = days(seat["since"], seat["until"])
        say(f"  {role_of(seat['role'])}, {seat['agency']}{sub}, {seat['seat']}, {held}")


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key not in ("key", "person")}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
