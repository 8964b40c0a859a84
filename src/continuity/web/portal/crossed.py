"""Did my case cross? The file with which its person checks that without us."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from continuity.accounts.models import Person
from continuity.casework.cases import logged, one
from continuity.casework.intake.applicants import reading_as
from continuity.casework.refused import Refused
from continuity.handover import mine
from continuity.web.portal.my import of_case
from continuity.web.portal.offered import lived
from continuity.web.portal.serving import saved
from continuity.web.portal.track import asked_for


@of_case
def crossed(
    request: HttpRequest, person: Person, id: uuid.UUID, handover: uuid.UUID
) -> HttpResponse:
    """The file of a case of one's own; the reading is an entry, like any other."""
    on = lived(request)
    with reading_as(person.actor, on):
        number = one(id).number
        logged(id, ["counted-in"])
    return _file(handover, number, on)


@never_cache
def tracked(request: HttpRequest, handover: uuid.UUID) -> HttpResponse:
    """The same for whoever holds the slip: number and code come by POST."""
    found = asked_for(request)
    if found is None:
        raise Http404("Number and code are asked for by POST.")
    return _file(handover, found.number, lived(request))


def _file(handover: uuid.UUID, number: str, on: date) -> HttpResponse:
    if handover not in {found.id for found in mine.crossed(number, on)}:
        raise Http404("That case was not counted in there.")
    try:
        packed = mine.file_of(handover, number, on)
    except Refused as refused:
        raise Http404(refused.en) from None
    return saved(packed, "application/zip", f"counted-in-{number}.zip")
