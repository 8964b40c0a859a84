"""Webhooks: signed, to whom the case concerns, tried for days, and never into our own network."""

from __future__ import annotations

import ipaddress
import json
import ssl
import time
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.conf import settings as configured
from django.db import connection
from typer.testing import CliRunner

from continuity.accounts import today as clock
from continuity.casework.notices import hooks, reach, shown, signed
from continuity.casework.notices.letter import NotSent
from continuity.casework.notices.rotate import resealed
from continuity.casework.notices.verbs import enable, subscribe, unsubscribe
from continuity.casework.sight import reading
from continuity.casework.worker import work_off
from continuity.cli import hook, session
from continuity.cli.commands import app
from continuity.core.finding import Flawed
from continuity.journal.record import Actor
from tests.integration.casework import (
    BINH,
    FILED,
    HER,
    JUSTICE,
    LAN,
    POLICE,
    STRANGERS,
    hers,
    refused,
)
from tests.integration.receivers import certificate, receiving
from tests.people import seated

STEWARD = Actor("p-steward", "Ms Thu")
HERE = [ipaddress.ip_network("127.0.0.0/8")]


@pytest.fixture
def receiver(land, monkeypatch):
    """A receiver on this machine, which the settings allow, and a steward of Justice."""
    monkeypatch.setattr(clock, "today", lambda: FILED)
    monkeypatch.setattr(configured, "CONTINUITY_HOOK_NETWORKS", HERE)
    seated(STEWARD, ("steward", JUSTICE))
    with receiving() as found:
        yield found


def subscribed(receiver, agency=JUSTICE, **wanted):
    return subscribe(agency, receiver.url, actor=STEWARD, on=FILED, **wanted)


def later():
    """Whatever waits for a later instant is due now."""
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set scheduled_at = null where status = 'todo'")
    work_off()


def state():
    return [(one.state, one.why) for one in hooks.hooks(JUSTICE)]


def test_an_event_is_told_signed_and_twice_under_one_id_where_it_has_to_be(receiver):
    made = subscribed(receiver)
    receiver.answers += [500]
    case = hers()
    work_off()
    assert state() == [("active", "hook-500")]
    later()

    (one, body), (two, again) = receiver.raw
    assert one["webhook-id"] == two["webhook-id"]
    now = int(time.time())
    assert signed.holds(made.secret, one, body, now)
    assert signed.holds(made.secret, two, again, now)
    assert not signed.holds(made.secret, one, body + b" ", now)
    assert not signed.holds(signed.secret(), one, body, now)
    assert not signed.holds(made.secret, one, body, now + 600), "a replay of long ago"
    told = json.loads(body)
    assert told["type"] == "case.file"
    assert told["data"]["number"] == case.number
    assert "Lan" not in body.decode()
    assert state() == [("active", "")], "a success forgives what was before"
    later()
    assert len(receiver.raw) == 2


@pytest.mark.parametrize(
    ("wanted", "comes"),
    [
        ({}, True),
        ({"functions": ["criminal-records"], "verbs": ["file"]}, True),
        ({"functions": ["residence"]}, False),
        ({"verbs": ["close"]}, False),
    ],
)
def test_a_program_is_told_what_it_asked_for(receiver, wanted, comes):
    subscribed(receiver, **wanted)
    hers()
    work_off()

    assert len(receiver.came) == comes


def test_a_program_of_an_agency_that_has_no_business_with_the_case_is_not_told(receiver):
    for agency in (STRANGERS, POLICE):
        seated(STEWARD, ("steward", agency))
        subscribed(receiver, agency)
    hers()
    work_off()

    assert receiver.came == []


def test_one_that_fails_for_days_is_disabled_and_the_steward_can_read_why(receiver):
    made = subscribed(receiver)
    receiver.answers += [503] * 9
    hers()
    work_off()
    later()
    with connection.cursor() as cursor:
        cursor.execute("update notices_hook set failing = now() - interval '4 days'")
    later()

    assert state() == [("disabled", "hook-503")]
    with connection.cursor() as cursor:
        cursor.execute("select verb from journal_entry where stream = %s", [f"hook:{made.hook}"])
        assert [row[0] for row in cursor.fetchall()] == ["subscribe", "disable"]
    before = len(receiver.came)
    hers(key="k2")
    later()
    assert len(receiver.came) == before

    receiver.answers.clear()
    enable(made.hook, actor=STEWARD, on=FILED)
    hers(key="k3")
    work_off()
    assert len(receiver.came) == before + 1
    unsubscribe(made.hook, actor=STEWARD, on=FILED)
    with refused("no-hook"):
        enable(made.hook, actor=STEWARD, on=FILED)


def test_one_that_says_gone_is_asked_no_more(receiver):
    subscribed(receiver)
    receiver.answers += [410]
    hers()
    work_off()

    assert state() == [("disabled", "hook-410")]


def test_nobody_is_followed_elsewhere(receiver):
    subscribed(receiver)
    receiver.answers += [307]
    hers()
    work_off()

    assert len(receiver.came) == 1
    assert state() == [("active", "hook-307")]


def test_only_a_steward_of_the_agency_subscribes_its_programs(receiver):
    with pytest.raises(Flawed) as error:
        subscribe(JUSTICE, receiver.url, actor=BINH, on=FILED)
    assert [finding.code for finding in error.value.findings] == ["not-appointed"]
    with refused("no-seat-there"):
        subscribed(receiver, POLICE)
    made = subscribed(receiver)
    with pytest.raises(Flawed):
        unsubscribe(made.hook, actor=BINH, on=FILED)


@pytest.mark.parametrize(
    "url",
    [
        "http://93.184.216.34/", "https://10.0.0.1/", "https://192.168.1.1/", "https://[::1]/",
        "http://169.254.169.254/latest/meta-data", "https://localhost/", "https://[fe80::1]/",
        "https://[::ffff:127.0.0.1]/", "https://2130706433/", "https://0x7f.1/", "https://0/",
        "https://0.0.0.0/", "https://224.0.0.1/", "https://100.64.0.1/", "https://[fd00::1]/",
        "https://user:pw@93.184.216.34/", "ftp://93.184.216.34/", "https:///x", "93.184.216.34",
        "https://93.184.216.34:0/", "https://93.184.216.34:99999/", "https://93.184.216.34/#x",
        "https://nowhere.invalid/", "https://93.184.216.34/\r\nX: y", "https://[::1", "",
        "https://93.184.216.34/" + "x" * 500, "https://máy.vn/",
    ],
)  # fmt: skip
def test_addresses_that_lead_into_a_network_of_our_own_or_nowhere_are_refused(url):
    with pytest.raises(reach.Unreachable):
        reach.checked(url)


def test_a_public_address_is_taken_and_named_networks_are():
    assert str(reach.checked("https://93.184.216.34/in?x=1")[1]) == "93.184.216.34"
    before = configured.CONTINUITY_HOOK_NETWORKS
    configured.CONTINUITY_HOOK_NETWORKS = HERE
    try:
        assert str(reach.checked("http://127.0.0.1:81/")[1]) == "127.0.0.1"
    finally:
        configured.CONTINUITY_HOOK_NETWORKS = before


def test_a_name_that_means_another_machine_a_moment_later_gains_nothing(receiver, monkeypatch):
    """The connection goes to the address that was looked at, and the name is not asked again."""
    asked = []

    def once(host, port, *rest, **more):
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1" if len(asked) == 1 else "10.0.0.1", port))]

    port = receiver.url.rsplit(":", 1)[1]
    monkeypatch.setattr(reach.socket, "getaddrinfo", once)
    with pytest.raises(NotSent):
        # urllib3 looks an address up too, and is given another: ours was a number already.
        reach.post(f"http://rebound.example:{port}", b"{}", {})
    assert asked == ["rebound.example", "127.0.0.1"]


def test_https_is_held_to_the_name_and_to_who_vouches(receiver, tmp_path, monkeypatch):
    cert, key = certificate(tmp_path)

    class Quiet(BaseHTTPRequestHandler):
        def do_POST(self):
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trusted.load_cert_chain(cert, key)
    server.socket = trusted.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        url = f"https://localhost:{server.server_port}/"
        with pytest.raises(NotSent):
            reach.post(url, b"{}", {})
        monkeypatch.setattr(configured, "CONTINUITY_HOOK_CA", str(cert))
        assert reach.post(f"https://127.0.0.1:{server.server_port}/", b"{}", {}) == 204
    finally:
        server.shutdown()
        server.server_close()


def test_after_a_rotation_only_the_new_key_is_needed(receiver, monkeypatch):
    made = subscribed(receiver)
    case = hers().case
    work_off()
    before = dict(configured.CONTINUITY_KEYS)
    monkeypatch.setattr(configured, "CONTINUITY_KEYS", {"new": b"\7" * 32, **before})
    assert resealed(FILED) == 2
    assert resealed(FILED) == 0

    monkeypatch.setattr(configured, "CONTINUITY_KEYS", {"new": b"\7" * 32})
    with reading(LAN, "", "applicant", FILED, identity=HER.identity):
        assert "Sở Tư pháp" in shown.told(case)[0].text
    monkeypatch.setattr(configured, "CONTINUITY_KEYS", {"new": b"\7" * 32, **before})
    hers(key="k2")
    work_off()
    headers, body = receiver.raw[-1]
    assert signed.holds(made.secret, headers, body, int(time.time()))


def test_a_steward_subscribes_at_the_command_line(receiver, monkeypatch):
    monkeypatch.setattr(session, "acting", nullcontext)
    monkeypatch.setattr(hook, "me", lambda: STEWARD)
    monkeypatch.setenv("CONTINUITY_LANG", "en")
    told = [
        CliRunner().invoke(app, ["hook", *asked])
        for asked in (
            ["list"],
            ["add", JUSTICE, receiver.url, "--verb", "file"],
            ["add", JUSTICE, "http://10.0.0.1/"],
            ["end", "x"],
            ["list", "--json"],
        )
    ]

    assert [one.exit_code for one in told] == [0, 0, 1, 2, 0]
    assert "whsec_" in told[1].output
    assert "private network" in told[2].output
    (listed,) = json.loads(told[4].output)
    assert (listed["agency"], listed["verbs"], listed["state"]) == (JUSTICE, ["file"], "active")
    key = listed["id"]
    assert CliRunner().invoke(app, ["hook", "end", key]).exit_code == 0
    assert CliRunner().invoke(app, ["hook", "enable", key]).exit_code == 1
