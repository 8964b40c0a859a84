"""The list of void seals of a day, published: a paper that its registrar signed and anybody may keep.

The page shows what the register says at this moment; a list shows what the registrar stood by on its
day. It holds what this registrar took out of use, and what those did whom it continues. A list is
never changed: another day has another list, and the old ones stay.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from continuity.accounts.ids import uuid7
from continuity.casework.documents.drafts import Shown
from continuity.casework.documents.holding import Key
from continuity.casework.documents.kinds import OURS, Frame, Kind, Said, Slots
from continuity.casework.documents.kinds import register as known
from continuity.casework.documents.making import by_agency, may_issue
from continuity.casework.documents.numbers import numbered
from continuity.casework.documents.typeset import typeset
from continuity.casework.documents.verify import Outcome, Verified
from continuity.casework.documents.wanting import ELSEWHERE
from continuity.casework.refused import Refused as NotIssued
from continuity.core.procedure import NO_WORDS, Words
from continuity.core.terms import TERMS
from continuity.journal.record import Actor, record
from continuity.register.called import called, successor
from continuity.services.seals import void
from continuity.services.seals.papers import listed_at
from continuity.services.seals.refused import Refused
from continuity.services.seals.seat import registers, seated, with_forebears

LIST = Kind(
    "seal-list",
    Words("Danh sách con dấu hết giá trị sử dụng", "List of seals that are out of use"),
    "TB",
    OURS + "sheet.typ",
)
STREAM, PAGE = "seals:lists", 50

known(LIST)


class Published(NamedTuple):
    """A list as it was published: whose, of which day, how many seals, and the digest of its file."""

    id: uuid.UUID
    agency: str
    vi: str
    en: str
    day: date
    number: str
    seals: int
    content: bytes
    sha256: bytes
    thumbprint: bytes
    profile: str
    note: str

    @property
    def digest(self) -> str:
        """The digest of the file, as people compare it."""
        return self.sha256.hex()


COLUMNS = "id, agency, vi, en, day, number, seals, content, digest, thumbprint, profile, note"
LATER = """
with recursive line (body) as (
    select %(agency)s::text
    union
    select h.heir from line l join register_heir h on h.thing = l.body where upper_inf(h.known)
)
select min(day) from seals_list where agency in (select body from line) and (
    entry > (select entry from seals_list where id = %(id)s))
"""


@transaction.atomic
def publish(*, actor: Actor, agency: str, on: date) -> Published:
    """The list of a day, signed and shown to everybody; the same again where nothing has changed.

    Refused to who registers no seals, for a day before the last list, and without a seal or a key.
    """
    seated(actor, agency, on)
    if not registers(agency, on):
        raise Refused("not-registrar", agency=agency, body="–", on=on)
    _alone(agency)
    found = void.of(with_forebears(agency, on), on)
    latest, content = last(agency), _content(found)

    if latest and latest.day > on:
        raise Refused("list-later", last=latest.day, on=on)
    if latest and (latest.day, latest.content) == (on, content):
        return latest
    return _published(found, content, actor, agency, on)


def last(agency: str) -> Published | None:
    """The last list of a registrar; None where it has published none."""
    found = _rows("where agency = %s order by entry desc limit 1", agency)
    return found[0] if found else None


def lists(page: int = 1, size: int = PAGE) -> tuple[list[Published], bool]:
    """One page of all lists, the latest first, and whether there is more."""
    found = _rows("order by day desc, entry desc limit %s offset %s", size + 1, (page - 1) * size)
    return found[:size], len(found) > size


def file(id: uuid.UUID) -> tuple[Published, bytes] | None:
    """A list and its file, just as it was signed; None where there is none."""
    found = _rows("where id = %s", id)
    if not found:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select pdf from seals_list where id = %s", [id])
        return found[0], bytes(cursor.fetchone()[0])


def verified(digest: bytes, on: date) -> Verified | None:
    """What is told to who holds the file of a list: whose it is, and whether there is a later one."""
    found = _rows("where digest = %s", digest)
    if not found:
        return None
    one = found[0]
    with connection.cursor() as cursor:
        cursor.execute(LATER, {"agency": one.agency, "id": one.id})
        later = cursor.fetchone()[0]
    heir = successor(one.agency, on)
    moved = heir != one.agency
    return Verified(
        Outcome.REPLACED if later else Outcome.GENUINE, LIST.label, one.number, one.day, one.agency,
        Words(one.vi, one.en), registers(one.agency, one.day), heir if moved else "",
        called(heir, on) if moved else NO_WORDS, one.profile, later,
        shown=(Shown("Số con dấu trong danh sách", "Seals on the list", str(one.seals)),),
    )  # fmt: skip


def sheet(found: Sequence[void.Void], on: date) -> Slots:
    """What a list says; Vietnamese rules, as the names on the seals are Vietnamese."""
    rows: tuple[tuple[Said, ...], ...] = tuple(
        (str(n), one.vi, TERMS[one.kind], one.certificate, one.day, TERMS[one.state])
        for n, one in enumerate(found, 1)
    )
    return Slots(
        title=LIST.label.vi,
        facts=(("Đến hết ngày", on), ("Số con dấu", str(len(found)))),
        columns=("STT", "Tên trên con dấu", "Loại", "Số đăng ký", "Từ ngày", "Vì"),
        widths=(0.4, 1.6, 0.7, 1.25, 0.85, 0.85),
        rows=rows,
        closing=(
            "Giấy tờ đóng dấu trước ngày ghi ở cột “Từ ngày” vẫn có giá trị.",
            f"Danh sách được ký số và công bố tại {listed_at()}.",
        ),
        recipients=("Công bố rộng rãi", "Lưu: sổ đăng ký mẫu con dấu"),
    )


def _published(
    found: Sequence[void.Void], content: bytes, actor: Actor, agency: str, on: date
) -> Published:
    key, names, at = _key(agency, on), called(agency, on), datetime.now(UTC)
    number = numbered(agency, names.vi, LIST.symbol, on.year)
    paper = typeset(LIST, sheet(found, on), Frame(names.vi, on, number, signer=actor.name))
    done = by_agency(paper, LIST, key, on, by=actor.name, names=names, at=at)
    made = Published(
        uuid7(), agency, names.vi, names.en, on, number, len(found), content,
        hashlib.sha256(done.pdf).digest(), key.thumbprint, done.profile, done.note,
    )  # fmt: skip
    told = {"list": str(made.id), "number": number, "agency": agency, "on": str(on)}
    told |= {"seals": str(made.seals), "digest": made.digest, "profile": made.profile}
    entry = record(STREAM, "publish", actor, told)
    marks = ", ".join(["%s"] * (len(made) + 2))
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into seals_list ({COLUMNS}, pdf, entry) values ({marks})",
            [*made, done.pdf, entry],
        )
    return made


def _key(agency: str, on: date) -> Key:
    """The key that signs a list; no list is handed out to a leader, who has nothing to decide in it."""
    try:
        return may_issue(agency, on)
    except NotIssued as refused:
        if refused.code == ELSEWHERE:
            raise Refused("list-key", agency=agency, on=on) from refused
        raise


def _content(found: Sequence[void.Void]) -> bytes:
    text = json.dumps([list(one) for one in found], ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).digest()


def _alone(agency: str) -> None:
    """Two who publish at once do it one after the other; scanning and registering go on meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"{STREAM}:{agency}"])


def _rows(which: str, *values: Any) -> list[Published]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {COLUMNS} from seals_list {which}", values)
        rows = cursor.fetchall()
    plain = ([bytes(v) if isinstance(v, memoryview) else v for v in row] for row in rows)
    return [Published._make(row) for row in plain]
