"""A steward says at the command line with which key an agency signs, and it signs with it."""

from __future__ import annotations

import json
from contextlib import nullcontext

import pytest
from typer.testing import CliRunner

from continuity.casework.documents import holding, signers
from continuity.cli import key, session
from continuity.cli.commands import app
from tests.integration.casework import BINH, JUSTICE, LATER
from tests.issuing import housed, keyed, put
from tests.people import THE_OPERATOR

PAIR = keyed("Sở Tư pháp tỉnh Một")


@pytest.fixture
def steward(land, tmp_path, monkeypatch):
    """Whoever is steward sits at a machine with one key in its folder."""
    monkeypatch.setattr(session, "acting", nullcontext)
    monkeypatch.setattr(key, "me", lambda: THE_OPERATOR)
    monkeypatch.setenv("CONTINUITY_LANG", "en")
    with housed(tmp_path) as folder:
        put(folder, "justice.p12", PAIR)
        yield folder


def said(*asked, code=0):
    result = CliRunner().invoke(app, ["key", *asked])
    assert result.exit_code == code, (result.output, result.exception)
    return result.output


def test_a_key_in_a_file_is_opened_stated_listed_and_ended(steward):
    assert "has no key" in said("list", JUSTICE)
    said("add", JUSTICE, "--since", "2025-01-01", "--place", "justice.p12")

    (listed,) = json.loads(said("list", JUSTICE, "--json"))
    assert (listed["place"], listed["since"], listed["until"]) == ("justice.p12", "2025-01-01", "")
    assert "Sở Tư pháp tỉnh Một" in listed["subject"]
    held = holding.key_of(JUSTICE, LATER)
    assert held.certificate == PAIR.pem
    with signers.ready(held, LATER) as signer:
        assert signer.signing_cert.sha256 == held.thumbprint

    said("drop", listed["key"], "--on", "2025-02-01")
    (listed,) = json.loads(said("list", JUSTICE, "--json"))
    assert listed["until"] == "2025-02-01"
    said("drop", listed["key"], "--on", "2025-03-01", code=1)


def test_a_token_and_a_persons_own_key_are_stated_with_their_certificate(steward):
    file = steward / "own.pem"
    file.write_text(PAIR.pem)

    told = ("--since", "2025-01-01", "--certificate", str(file), "--kind")
    said("add", JUSTICE, *told, "pkcs11", "--place", "token/justice")
    said("add", JUSTICE, *told, "elsewhere", code=1)

    (listed,) = json.loads(said("list", JUSTICE, "--json"))
    assert (listed["kind"], listed["place"]) == ("pkcs11", "token/justice")


@pytest.mark.parametrize(
    ("asked", "code", "why"),
    [
        (("--place", "none.p12"), 1, "none.p12"),
        (("--place", "../justice.p12"), 1, "../justice.p12"),
        (("--place", "justice.p12.secret"), 1, "justice.p12.secret"),
        (("--place", "justice.p12", "--since", "1 March"), 2, "is no day"),
        (("--place", "justice.p12", "--until", "2024-01-01"), 1, "2024"),
        (("--kind", "pkcs11", "--place", "token/x"), 1, "PEM"),
        (("--certificate", "nowhere.pem", "--place", "x.p12"), 2, "nowhere.pem"),
        (("--place", "justice.p12", "--person", "nobody", "--kind", "elsewhere"), 1, ""),
    ],
)
def test_what_cannot_be_a_key_is_said_and_nothing_is_stated(steward, asked, code, why):
    told = said("add", JUSTICE, "--since", "2025-01-01", *asked, code=code)

    assert why in told
    assert holding.keys_of(JUSTICE) == []


def test_an_officer_states_no_key(steward, monkeypatch):
    monkeypatch.setattr(key, "me", lambda: BINH)

    with pytest.raises(Exception, match="steward"):
        holding.hold_key(JUSTICE, "pkcs12", "justice.p12", PAIR.pem, LATER, actor=BINH)
    assert (
        CliRunner()
        .invoke(app, ["key", "add", JUSTICE, "--since", "2025-01-01", "--place", "justice.p12"])
        .exit_code
    )
    assert holding.keys_of(JUSTICE) == []
