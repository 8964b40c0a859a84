"""The interface for programs over the small country with its decree of March: a client, and its parts."""

from __future__ import annotations

from typing import Any

from django.test import Client

from continuity.journal.record import Actor
from continuity.reform.enact import enact
from continuity.reform.shelf import save
from continuity.register.load import load
from tests.people import seated
from tests.unit.country import KINDS, MARCH, country, key, text

HOA, DUNG = Actor("p-hoa", "Ms Hoa"), Actor("p-dung", "Captain Dung")
ROOT = "/api/v1"
PROVINCE, COMMUNE = key("01"), key("00001")
WHO = f"{ROOT}/who?function=criminal-records&place={PROVINCE}&on=2025-03-01&filed=2025-02-20"
PROBLEM = "application/problem+json"


def reformed() -> None:
    """The small country, and the decree of March in force."""
    load(country(), "tests")
    seated(HOA, ("planner", "vn.01.justice"))
    seated(DUNG, ("head", "vn.01.police"))
    enacted(MARCH, "functions")


def enacted(written: str, name: str) -> None:
    """A decree in force: Ms Hoa drafts it, Captain Dung approves it."""
    version = save(text(written), 0, actor=HOA)
    enact(name, version, approver=DUNG, kinds=KINDS)


def client(language: str = "en", **headers: str) -> Client:
    """Whoever asks, in a language; a fault of ours is an answer, as it is in the world."""
    headers = {"accept-language": language, **headers}
    return Client(headers=headers, SERVER_NAME="localhost", raise_request_exception=False)


def posted(address: str, body: Any, media: str = "application/json") -> Any:
    """What is answered to something that is sent."""
    return client().post(f"{ROOT}{address}", body, content_type=media)
