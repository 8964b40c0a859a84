"""Signing up: a name and a login, and then the first sign-in, as everybody has it."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from continuity.accounts import people
from continuity.accounts import sign_in as verbs
from continuity.accounts.refused import Refused
from continuity.pages.words import language, t
from continuity.web.views.sign_in import begun_with

LONGEST = 200


@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    """The form; what is well filled in leads to a password of one's own and a second factor."""
    name, login = (request.POST.get(field, "").strip()[:LONGEST] for field in ("name", "login"))
    told = {"name": name, "login": login, "here": "services", "next": request.GET.get("next", "")}
    if request.method != "POST":
        return render(request, "web/portal/sign-up.html", told)
    errors = {}
    if not name:
        errors["name"] = t("Hãy nhập họ và tên.", "Enter your name.")
    if not login:
        errors["login"] = t("Hãy chọn tên đăng nhập.", "Choose a login.")
    if errors:
        return _again(request, told, errors, 422)
    if not ratelimit.consume(request, action="sign_up"):
        often = t(
            "Quá nhiều lượt đăng ký từ nơi này; hãy thử lại sau một giờ.",
            "Too many signed up from here; try again in an hour.",
        )
        return _again(request, told, {"login": often}, 429)
    try:
        added = people.sign_up(login, name, language=language())
    except Refused as refused:
        what, expected, _ = refused.findings[0].parts(language())
        field = "name" if refused.code == "name-wrong" else "login"
        return _again(request, told, {field: f"{what} {expected}"}, 422)
    enrolment = verbs.enrolment(added.person.login, added.password, where=request)
    return begun_with(request, enrolment, added.person.login)


def _again(
    request: HttpRequest, told: dict[str, str], errors: dict[str, str], status: int
) -> HttpResponse:
    return render(request, "web/portal/sign-up.html", {**told, "errors": errors}, status=status)
