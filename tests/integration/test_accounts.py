"""Who is at the keyboard: added by a steward, seated for some days, signed in with two factors."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction

from continuity.accounts import people, sign_in
from continuity.accounts.appointments import appointments, require, roles
from continuity.accounts.models import Person
from continuity.accounts.refused import Refused
from continuity.accounts.roles import Role
from continuity.journal.record import Actor
from continuity.journal.verify import verify
from continuity.register.load import load
from tests.people import THE_OPERATOR, seated
from tests.unit.country import country

JUSTICE, POLICE = "vn.01.justice", "vn.01.police"
OWN = "four words that do not belong"
MINH = Actor("p-minh", "Mr Minh")
APRIL, MAY = date(2025, 4, 1), date(2025, 5, 1)


@pytest.fixture
def land(db):
    """The register of the small country, and nobody yet."""
    load(country(), "tests")


@contextmanager
def refused(code):
    with pytest.raises(Refused) as error:
        yield
    assert error.value.code == code


def code_of(secret, monkeypatch, step=0):
    """The code of an authenticator in a half minute that is the test's own."""
    name = "allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time"
    monkeypatch.setattr(name, lambda: iter([1_000 + step]))
    return format_hotp_value(hotp_value(secret, 1_000 + step))


@pytest.fixture
def hoa(land, monkeypatch):
    """Ms Hoa, enrolled: her secret."""
    given = people.add("hoa", "Ms Hoa", actor=THE_OPERATOR).password
    begun = sign_in.enrolment("hoa", given)
    sign_in.enrol(begun.ticket, OWN, code_of(begun.secret, monkeypatch))
    return begun.secret


def told(login="hoa"):
    """The verbs that stand in somebody's own log."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select verb from journal_entry where stream = %s order by position",
            [people.stream(people.person_of(login).id)],
        )
        return [row[0] for row in cursor.fetchall()]


def test_the_first_sign_in_makes_the_password_ones_own_and_adds_a_second_factor(land, monkeypatch):
    given = people.add("Hoa", " Nguyen   Thu Hoa", actor=THE_OPERATOR).password

    with refused("password-temporary"):
        sign_in.sign_in("hoa", given, "123456")
    begun = sign_in.enrolment("hoa", given)
    code = code_of(begun.secret, monkeypatch)
    for weak in ("short", given, "q1w2e3r4t5y6", "nguyen thu hoa"):
        with refused("password-weak"):
            sign_in.enrol(begun.ticket, weak, code)
    for ticket, wrong in ((begun.ticket, "000000"), (begun.ticket[:-2] + "xx", code), ("", code)):
        with refused("wrong-sign-in"):
            sign_in.enrol(ticket, OWN, wrong)
    token, spare = sign_in.enrol(begun.ticket, OWN, code)
    with refused("wrong-sign-in"):
        sign_in.enrol(begun.ticket, OWN + "!", code)

    assert sign_in.who(token).name == "Nguyen Thu Hoa"
    assert len(spare) == 10
    with refused("wrong-sign-in"):
        sign_in.enrolment("hoa", OWN)


def test_a_ticket_does_not_outlive_its_ten_minutes_nor_a_new_password(land, monkeypatch):
    given = people.add("hoa", "Ms Hoa", actor=THE_OPERATOR).password
    begun = sign_in.enrolment("hoa", given)
    code = code_of(begun.secret, monkeypatch)

    monkeypatch.setattr(sign_in, "PATIENCE", -1)
    with refused("wrong-sign-in"):
        sign_in.enrol(begun.ticket, OWN, code)
    monkeypatch.setattr(sign_in, "PATIENCE", 600)
    people.renew("hoa", actor=THE_OPERATOR)
    with refused("wrong-sign-in"):
        sign_in.enrol(begun.ticket, OWN, code)


def test_one_click_signs_in_the_people_of_the_demo_and_only_there(land, settings_demo):
    people.add("demo.hoa", "Ms Hoa", actor=THE_OPERATOR)
    people.add("hoa", "Ms Hoa", actor=THE_OPERATOR)

    for login in ("hoa", "demo.nobody"):
        settings_demo(True)
        with refused("wrong-sign-in"):
            sign_in.demo(login)
    assert sign_in.who(sign_in.demo("demo.hoa")).login == "demo.hoa"
    settings_demo(False)
    with refused("wrong-sign-in"):
        sign_in.demo("demo.hoa")


@pytest.fixture
def settings_demo(monkeypatch):
    from django.conf import settings

    return lambda is_demo: monkeypatch.setattr(settings, "CONTINUITY_DEMO", is_demo)


def test_a_code_is_good_for_one_sign_in(hoa, monkeypatch):
    with refused("wrong-sign-in"):
        sign_in.sign_in("hoa", OWN, code_of(hoa, monkeypatch))
    token = sign_in.sign_in("HOA ", OWN, code_of(hoa, monkeypatch, step=1))
    with refused("wrong-sign-in"):
        sign_in.sign_in("hoa", OWN, code_of(hoa, monkeypatch, step=1))

    assert sign_in.who(token).login == "hoa"
    assert told() == ["add", "enrol", "sign-in", "sign-in-failed", "sign-in", "sign-in-failed"]
    assert verify().holds


def test_a_spare_code_opens_once(land, monkeypatch):
    given = people.add("hoa", "Ms Hoa", actor=THE_OPERATOR).password
    begun = sign_in.enrolment("hoa", given)
    _, spare = sign_in.enrol(begun.ticket, OWN, code_of(begun.secret, monkeypatch))

    sign_in.sign_in("hoa", OWN, spare[3])
    with refused("wrong-sign-in"):
        sign_in.sign_in("hoa", OWN, spare[3])


def test_nobody_hashes_a_sixth_password_in_five_minutes(hoa, monkeypatch):
    hashed = []
    made = Argon2PasswordHasher.verify
    monkeypatch.setattr(
        Argon2PasswordHasher,
        "verify",
        lambda self, *given: hashed.append(1) or made(self, *given),
    )
    for _ in range(5):
        with refused("wrong-sign-in"):
            sign_in.sign_in("hoa", "wrong", "000000")
    assert len(hashed) == 5

    with refused("too-many-attempts"):
        sign_in.sign_in("hoa", OWN, code_of(hoa, monkeypatch, step=2))
    assert len(hashed) == 5


def test_eight_at_once_do_not_try_more_passwords_than_one_after_another(hoa):
    def attempt(_):
        try:
            sign_in.sign_in("hoa", "wrong", "000000")
        except Refused as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(attempt, range(24)))

    assert found.count("wrong-sign-in") <= 5
    assert set(found) == {"wrong-sign-in", "too-many-attempts"}


def test_a_login_that_nobody_has_is_throttled_and_answered_alike(land):
    found = []
    for _ in range(6):
        with pytest.raises(Refused) as error:
            sign_in.sign_in("nobody", "wrong", "000000")
        found.append(error.value.code)

    assert found == ["wrong-sign-in"] * 5 + ["too-many-attempts"]


def test_one_address_cannot_try_everybody(land):
    found = set()
    for n in range(31):
        with pytest.raises(Refused) as error:
            sign_in.sign_in(f"nobody{n}", "wrong", "000000", where="192.0.2.7")
        found.add(error.value.code)
    assert found == {"wrong-sign-in", "too-many-attempts"}
    with refused("wrong-sign-in"):
        sign_in.sign_in("nobody", "wrong", "000000", where="192.0.2.8")


def test_who_signs_out_or_is_suspended_or_renewed_is_signed_out(hoa, monkeypatch):
    tokens = [sign_in.sign_in("hoa", OWN, code_of(hoa, monkeypatch, step=n)) for n in (1, 2, 3)]

    sign_in.sign_out(tokens[0])
    with refused("signed-out"):
        sign_in.who(tokens[0])
    people.suspend("hoa", actor=THE_OPERATOR)
    with refused("signed-out"):
        sign_in.who(tokens[1])
    with refused("wrong-sign-in"):
        sign_in.sign_in("hoa", OWN, code_of(hoa, monkeypatch, step=4))
    people.suspend("hoa", actor=THE_OPERATOR, active=True)
    assert sign_in.who(tokens[1]).login == "hoa"
    people.renew("hoa", actor=THE_OPERATOR)
    for token in (*tokens, "", "made up"):
        with refused("signed-out"):
            sign_in.who(token)


def test_a_second_factor_is_sealed_and_opens_under_an_older_key(hoa, monkeypatch, settings_keys):
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert hoa not in kept

    settings_keys({"newer": b"\7" * 32, "tests": b"\1" * 32})
    sign_in.sign_in("hoa", OWN, code_of(hoa, monkeypatch, step=1))


@pytest.fixture
def settings_keys(monkeypatch):
    from django.conf import settings

    return lambda ring: monkeypatch.setattr(settings, "CONTINUITY_KEYS", ring)


def test_a_password_is_kept_as_argon2_and_never_in_the_journal(hoa):
    assert people.person_of("hoa").password.startswith("argon2$argon2id$")
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(content, ' ') from journal_entry")
        assert OWN not in cursor.fetchone()[0]


@pytest.mark.parametrize("login", ["", "h", "1hoa", "hoa minh", "hòa", "a" * 65, "-a", "hoa\n"])
def test_what_is_no_login(land, login):
    with refused("login-wrong" if login != "hoa\n" else "name-wrong"):
        people.add(login, "" if login == "hoa\n" else "Ms Hoa", actor=THE_OPERATOR)


def test_a_login_is_given_once_whatever_its_case(land):
    people.add("hoa", "Ms Hoa", actor=THE_OPERATOR)
    with refused("login-taken"):
        people.add("HOA", "Another Hoa", actor=THE_OPERATOR)
    assert Person.objects.count() == 1


# Seats


def test_rights_come_from_the_appointments_of_the_day(land):
    people.add("hoa", "Ms Hoa", actor=THE_OPERATOR)
    her = people.person_of("hoa").actor

    people.appoint("hoa", "planner", JUSTICE, APRIL, until=MAY, actor=THE_OPERATOR)

    days = [date(2025, 3, 31), APRIL, date(2025, 4, 30), MAY]
    assert [bool(roles(her.id, on)) for on in days] == [False, True, True, False]
    require(her, Role.HEAD, Role.PLANNER, on=APRIL)
    with refused("not-appointed"):
        require(her, Role.HEAD, on=APRIL)
    people.suspend("hoa", actor=THE_OPERATOR)
    with refused("not-appointed"):
        require(her, Role.PLANNER, on=APRIL)


def test_a_seat_has_one_holder_at_a_time(land):
    for login in ("hoa", "dung"):
        people.add(login, login.title(), actor=THE_OPERATOR)
    seat = {"seat": "Head of division", "sub_unit": "Division 1", "actor": THE_OPERATOR}
    people.appoint("hoa", "head", JUSTICE, APRIL, until=MAY, **seat)

    with refused("seat-taken"):
        people.appoint("dung", "head", JUSTICE, date(2025, 4, 30), **seat)
    people.appoint("dung", "head", JUSTICE, MAY, **seat)
    people.appoint("dung", "head", JUSTICE, APRIL, **(seat | {"sub_unit": "Division 2"}))


def test_an_appointment_that_ends_is_still_known_as_it_was_believed(land):
    people.add("hoa", "Ms Hoa", actor=THE_OPERATOR)
    people.appoint("hoa", "planner", JUSTICE, APRIL, actor=THE_OPERATOR)
    people.appoint("hoa", "planner", POLICE, MAY, actor=THE_OPERATOR)
    believed = max(last for (last,) in numbers())

    assert people.end("hoa", JUSTICE, MAY, actor=THE_OPERATOR) == 1
    assert people.end("hoa", POLICE, APRIL, actor=THE_OPERATOR) == 1

    assert [(a.agency, a.until) for a in appointments()] == [(JUSTICE, MAY)]
    before = [(a.agency, a.until) for a in appointments(known=believed)]
    assert before == [(JUSTICE, None), (POLICE, None)]
    with refused("no-appointment"):
        people.end("hoa", JUSTICE, date(2025, 6, 1), actor=THE_OPERATOR)
    assert verify().holds


def numbers():
    with connection.cursor() as cursor:
        cursor.execute("select number from journal_entry")
        return cursor.fetchall()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"role": "king"}, "no-role"),
        ({"agency": "vn.99.justice"}, "no-agency"),
        ({"since": date(1999, 1, 1)}, "no-agency"),
        ({"until": APRIL}, "days-wrong"),
        ({"login": "nobody"}, "no-person"),
    ],
)
def test_what_is_no_appointment(land, changed, code):
    people.add("hoa", "Ms Hoa", actor=THE_OPERATOR)
    asked = {"login": "hoa", "role": "planner", "agency": JUSTICE, "since": APRIL}

    with refused(code):
        people.appoint(**asked | changed, actor=THE_OPERATOR)
    assert appointments() == []


def test_an_appointment_is_never_edited_and_nobody_is_deleted(land):
    seated(MINH, ("officer", JUSTICE))
    for statement in (
        "update accounts_appointment set agency = 'vn.01.police'",
        "delete from accounts_appointment",
        "delete from accounts_person",
    ):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_attempts_are_counted_where_all_processes_see_them(land):
    cache.set("seen", 1)
    with connection.cursor() as cursor:
        cursor.execute("select count(*), bool_and(relpersistence = 'u') from accounts_cache, pg_class "
                       "where relname = 'accounts_cache'")  # fmt: skip
        assert cursor.fetchone() == (1, True)
