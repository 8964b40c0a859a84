"""A person who signs in. The table is Django's own, since its sign-in parts look for it there."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.expressions import RawSQL

from continuity.accounts.ids import uuid7
from continuity.journal.record import Actor

SITS = """exists (select 1 from accounts_appointment seat
    where seat.person = accounts_person.id and upper_inf(seat.known))"""


def person_id() -> str:
    """A new id: a UUIDv7 as text, since the journal keeps its actors as plain texts."""
    return str(uuid7())


class People(BaseUserManager["Person"]):
    """People, each with whether a seat is theirs: the frame of every page asks, and asks once."""

    def get_queryset(self) -> models.QuerySet[Person]:
        """Each with `sits`: true where there is an appointment, of whichever day."""
        return super().get_queryset().annotate(sits=RawSQL(SITS, ()))


class Person(AbstractBaseUser):
    """Somebody with a login; what they may do, their appointments say."""

    id: models.CharField[str, str] = models.CharField(
        primary_key=True, max_length=64, default=person_id
    )
    login: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    name: models.CharField[str, str] = models.CharField(max_length=200)
    language: models.CharField[str, str] = models.CharField(max_length=2, default="vi")
    is_active: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    # Somebody else chose the password: it opens nothing but its own replacement.
    temporary: models.BooleanField[bool, bool] = models.BooleanField(default=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[People] = People()

    @property
    def actor(self) -> Actor:
        """The person as the journal keeps them."""
        return Actor(self.id, self.name)

    def __str__(self) -> str:
        return self.name
