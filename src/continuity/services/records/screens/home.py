"""The desk of criminal records: for who is signed in, the reasoning of an answer as a timeline."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from continuity.accounts.models import Person
from continuity.services.records.screens import calculator


@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """The calculator; whoever is nobody signs in first."""
    if not isinstance(request.user, Person):
        told = urlencode({"next": reverse("records:home")}, safe="/")
        return redirect(f"{reverse('web:sign-in')}?{told}")
    return calculator.page(request)
