"""Names that can be searched and not read: each folded word as a hash under the blind key.

Whoever copies the table cannot try out names without the key. They could still count: a word that
very many share stays a word that very many share (decision 18 says what that gives away).
"""

from __future__ import annotations

import hashlib
import hmac
import uuid

from django.db import connection

from continuity.casework import keys
from continuity.casework.cases import SELECT, Case, by_number, rows
from continuity.casework.refused import Refused
from continuity.casework.sealed import blind
from continuity.casework.sight import present
from continuity.packs.names import folded

MOST = 5_000
"""Of more cases than these a name says too little: another word, or the number, is asked for."""


def enter(case_id: uuid.UUID, name: str) -> None:
    """The words of a name, by which its case can be found."""
    if found := words(name):
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into casework_name_word (case_id, words) values (%s, %s)",
                [case_id, found],
            )


def words(name: str) -> list[bytes]:
    """The hashes of the words of a name, without marks and case; 'd' and 'đ' are one letter."""
    if not keys.blind_key():
        raise Refused("no-key", setting="CONTINUITY_BLIND_KEY")
    found = sorted(set(folded(name).split()))
    return [
        hmac.new(keys.blind_key(), b"name:" + word.encode(), hashlib.sha256).digest()[:16]
        for word in found
    ]


def search(text: str, limit: int = 25) -> list[Case]:
    """The cases that may be seen of a dossier number, an identity number or a name, the newest first.

    A name needs no marks and no order: 'lan nguyen' finds Nguyễn Thị Lan. Raises `Refused` for a
    name that too many bear.
    """
    present()
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) == 14 and not any(letter.isalpha() for letter in text):
        return [by_number(text)]
    if digits:
        seeker = blind(keys.blind_key(), text)
        return _newest("seeker = %s", limit, seeker)
    return _named(text, limit)


def _named(text: str, limit: int) -> list[Case]:
    wanted = words(text)
    if not wanted:
        raise Refused("no-words")
    with connection.cursor() as cursor:
        cursor.execute("select array_agg(n) from casework_named(%s, %s) n", [wanted, MOST + 1])
        found = cursor.fetchone()[0] or []
    if len(found) > MOST:
        raise Refused("too-common", name=text)
    return _newest("id = any(%s)", limit, found) if found else []


def _newest(condition: str, limit: int, value: object) -> list[Case]:
    return rows(
        f"select {SELECT} from casework_case where {condition} order by filed desc, id desc limit %s",
        value,
        limit,
    )
