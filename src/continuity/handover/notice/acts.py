"""What is done about notices: publish what the register says, take it back, enter a translation.

Each is one transaction with an entry in the reform's stream of notices, and does nothing twice under
one key. Whoever has an open case that passes is told by a job that follows from publishing.
"""

from __future__ import annotations

import json
import uuid
from datetime import date
from typing import Any

from continuity.accounts.ids import uuid7
from continuity.accounts.roles import Role
from continuity.casework import jobs
from continuity.core.terms import TERMS
from continuity.handover.notice import kept
from continuity.handover.plans.lateness import Kind
from continuity.handover.plans.telling import ended
from continuity.handover.readiness.room import at, own
from continuity.handover.refused import Refused
from continuity.handover.written import added, again, entered
from continuity.journal.record import Actor
from continuity.packs.languages import languages

PUBLISHING = (Role.HEAD, Role.PLANNER)
ENTERING = (Role.OFFICER, Role.HEAD, Role.PLANNER)
MOST = 8000


def stream(decree: str) -> str:
    """The journal's stream of a reform's notices."""
    return f"notice:{decree}"


def publish(
    decree: str, unit: str, place: str, *, actor: Actor, agency: str, on: date, key: str
) -> str:
    """What the register says today is the notice of a body, shown where `place` says; its id.

    Refused where the very same stands already.
    """
    with at(decree, actor, agency, on, seats=PUBLISHING) as room:
        one = own(room, unit)
        if not place.strip():
            raise Refused("no-place")
        told = {"unit": one.id, "place": place.strip()}
        id = str(uuid7())
        if before := again(key, "publish-notice", {"decree": room.decree, **told}, id):
            return before
        made, digest = _drafted(decree, one.agency)
        stands = kept.notice(decree, one.agency)
        if stands and stands.content == json.loads(json.dumps(made)):
            raise Refused("notice-stands", unit=unit, on=stands.day)
        row = {"decree": room.decree, **told, "id": id, "digest": digest}
        added("notice", row | {"content": json.dumps(made)})
        ended(Kind.NOTICE, room.decree, one.id)
        entered(stream(room.decree), "publish-notice", told | {"id": id, "digest": digest})
        jobs.later("handover.foretell", decree=decree, unit=one.id, notice=id)
    return id


def withdraw(
    decree: str, unit: str, id: str, reason: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """A notice that was wrong is shown no more; that it was published stays, with the reason."""
    with at(decree, actor, agency, on, seats=PUBLISHING) as room:
        one = own(room, unit)
        if not reason.strip():
            raise Refused("no-words")
        stands = kept.notice(decree, one.id)
        if stands is None or stands.id != id:
            raise Refused("no-notice-there", unit=unit)
        told = {"unit": one.id, "place": reason.strip(), "against": id}
        if again(key, "withdraw-notice", {"decree": room.decree, **told}):
            return
        row = {"id": uuid7(), "digest": stands.digest, "content": "{}", "against": uuid.UUID(id)}
        added("notice", {"decree": room.decree, **told, **row})
        entered(stream(room.decree), "withdraw-notice", told)


def translate(
    decree: str,
    unit: str,
    language: str,
    said: str,
    translator: str,
    checker: str,
    reference: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> str:
    """The text of the notice that stands in another language, with who wrote it and who checked it.

    It belongs to that very notice: once another one stands, it is shown as that of an older one.
    """
    with at(decree, actor, agency, on, seats=ENTERING) as room:
        one = own(room, unit)
        written = {"said": said.strip(), "translator": translator.strip()}
        written |= {"checker": checker.strip(), "reference": reference.strip()}
        if language not in languages():
            raise Refused("no-such-language", language=language, known=", ".join(languages()))
        if len(said) > MOST or not all(written.values()):
            raise Refused("no-provenance", most=MOST)
        if written["translator"].casefold() == written["checker"].casefold():
            raise Refused("checked-by-oneself", person=translator)
        stands = kept.notice(decree, one.id)
        if stands is None:
            raise Refused("no-notice-there", unit=unit)
        told = {"unit": one.id, "language": language, **written, "digest": stands.digest}
        id = str(uuid7())
        if before := again(key, "translate-notice", {"decree": room.decree, **told}, id):
            return before
        added("notice_text", {"decree": room.decree, **told, "id": id})
        entered(stream(room.decree), "translate-notice", told | {"id": id})
    return id


def _drafted(decree: str, unit: str) -> tuple[Any, str]:
    try:
        return kept.drafted(decree, unit)
    except KeyError:
        raise Refused("no-notice-yet", unit=unit) from None


TERMS.update(
    {
        "publish-notice": "đăng thông báo",
        "withdraw-notice": "rút thông báo",
        "translate-notice": "ghi bản dịch thông báo",
        "enter-contacts": "nhập trang tin, đường dây điện thoại",
    }
)
