"""The screens of the registrar, the collection point and the public, as people use them."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client, override_settings
from django.urls import get_resolver

from continuity.accounts.models import Person
from continuity.services.seals import kept as seals
from continuity.services.seals.progress import progress
from tests.integration.seals import (
    BINH,
    DONG,
    DUNG,
    HAI,
    HEIR,
    LAN,
    MINH,
    TAY,
    peopled,
    reformed,
    sealed,
)

FORM = {
    "decree": "map", "area": "", "name-1": "Nhà văn hóa Đông", "opens-1": "30/06/2025 18:00",
    "minutes-1": "30", "slots-1": "12", "capacity-1": "4",
}  # fmt: skip


@pytest.fixture(scope="module")
def night(server):
    """The night, prepared by Captain Dung through the form; its address."""
    with server.fresh(), override_settings(CONTINUITY_DEMO=True):
        peopled()
        sealed(DONG)
        sealed(TAY)
        reformed()
        made = signed_in(DUNG, "2025-06-20").post("/desk/seals/nights/new", FORM)
        assert made.status_code == 302, made.content.decode()
        yield made["Location"]


def signed_in(actor, lived="2025-06-30", language="vi"):
    """Somebody at the desk, for whom it is some day of the demo."""
    client = Client(SERVER_NAME="localhost")
    client.cookies["language"], client.cookies["lived"] = language, lived
    if actor:
        client.force_login(Person.objects.get(pk=actor.id))
    return client


def shown(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def test_a_form_with_mistakes_says_each_and_keeps_what_was_typed(night):
    wrong = FORM | {"opens-1": "hôm qua", "slots-1": "0", "name-2": "Nhà văn hóa Đông"}

    response = signed_in(DUNG).post("/desk/seals/nights/new", wrong)

    page = response.content.decode()
    assert response.status_code == 422
    for field in ("opens-1", "slots-1", "opens-2"):
        assert f'href="#{field}"' in page
    assert 'value="hôm qua"' in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"decree": "nothing"}, "chưa có hiệu lực"),
        ({"area": "99@2025-01-01"}, "không kết thúc"),
        ({"slots-1": "1", "capacity-1": "1"}, "không xếp vừa"),
    ],
    ids=["no-decree", "no-area", "too-narrow"],
)
def test_what_cannot_be_prepared_is_told_on_the_form(night, changed, said):
    response = signed_in(DUNG).post("/desk/seals/nights/new", FORM | changed)

    assert response.status_code == 422
    assert said in response.content.decode()


@pytest.mark.parametrize("written", ["\0", "x" * 5000], ids=["nul", "endless"])
def test_what_no_database_keeps_is_told_in_every_field(night, written):
    for path, field in (
        ("/desk/seals/nights/new", "decree"),
        ("/desk/seals/seals?q=x", "q"),
        (f"{night}/scan?point=nha-van-hoa-dong", "code"),
        (f"{night}/close", "reason"),
        (f"/desk/seals/bodies/{DONG}", "allowed"),
    ):
        response = signed_in(HAI).post(path, {field: written})
        assert response.status_code == 400
        assert field in response.content.decode()


def test_a_school_hands_in_at_night_and_its_heir_is_given_its_seal_by_day(night):
    dung, hai = signed_in(DUNG), signed_in(HAI)
    code = re.search(r"(5000-\d{4}-\d{4}-\d{2})", label_page(dung, night, "Trường Đông"))
    assert hai.post(f"{night}/confirm").status_code == 302

    scan = f"{night}/scan?point=nha-van-hoa-dong"
    first = dung.post(scan, {"code": code[1]}).content.decode()
    again = dung.post(scan, {"code": f"cd-{code[1]}"}).content.decode()
    strange = dung.post(scan, {"code": "<b>x</b>"}).content.decode()

    assert "Đã nhận" in first
    assert "Trường Đông" in first
    assert "Đã nhận trước đó" in again
    assert "Không đọc được nhãn" in strange
    assert "<b>x</b>" not in strange
    receipt = re.search(r'href="(/desk/seals/receipts/[^"]+)"', first)[1]
    assert "Trường Đông" in shown(dung, receipt)

    by_day = signed_in(DUNG, "2025-07-01")
    new = seals.of(HEIR)[0]
    assert "Chưa giao được" in shown(by_day, f"/desk/seals/seals/{new.id}")
    refused = by_day.post(f"/desk/seals/seals/{new.id}/deliver")
    assert refused.status_code == 409
    assert "chưa nộp lại" in refused.content.decode()
    assert "Chưa thể ban hành" in shown(by_day, f"/desk/seals/bodies/{HEIR}")
    tay = re.search(r"(5000-\d{4}-\d{4}-\d{2})", label_page(by_day, night, "Trường Tây"))
    by_day.post(scan, {"code": tay[1]})
    by_day.post(f"/desk/seals/seals/{new.id}/deliver")
    assert "Có con dấu để ban hành" in shown(by_day, f"/desk/seals/bodies/{HEIR}")


def label_page(client, night, name):
    """The part of the labels' sheet that is about a body."""
    page = shown(client, f"{night}/labels")
    return page[page.index(f"<strong>{name}</strong>") :]


def test_the_progress_is_a_part_of_its_page_and_has_an_address_of_its_own(night):
    dung = signed_in(DUNG)
    part = shown(dung, f"{night}/progress")

    far = progress(night.rsplit("/", 1)[1])
    whole = shown(dung, night)
    assert "<html" not in part
    assert f'hx-get="{night}/progress"' in whole
    assert f"{far.came} trên {far.due}" in part
    assert f"{far.came} trên {far.due}" in whole


def test_what_is_missing_is_a_list_and_a_table(night):
    dung = signed_in(DUNG)

    listed = shown(dung, f"{night}/list/missing")
    table = list(csv.DictReader(io.StringIO(shown(dung, f"{night}/missing.csv").lstrip("\ufeff"))))

    far = progress(night.rsplit("/", 1)[1])
    assert len(table) == far.missing
    assert all(row["label"] in listed for row in table)
    shown(dung, f"{night}/list/nothing", status=404)


def test_a_lost_seal_stands_on_the_public_list_at_once(night):
    dung, public = signed_in(DUNG, "2025-06-25"), signed_in(None, language="en")
    old = seals.of(DONG)[0]

    found = shown(signed_in(DUNG), "/desk/seals/seals?q=truong")
    assert old.certificate in found
    assert "Trường Đông" not in shown(public, "/services/seals/void?q=truong nam")
    sealed("vn.00001.commune-police")
    made = seals.of("vn.00001.commune-police")[0]
    page = dung.post(f"/desk/seals/seals/{made.id}/lose", {"reason": ""})
    assert page.status_code == 409
    dung.post(f"/desk/seals/seals/{made.id}/lose", {"reason": "rơi xuống sông"})

    listed = shown(public, f"/services/seals/void?q={made.certificate}")
    assert made.vi in listed
    assert "reported lost" in listed
    table = csv.DictReader(io.StringIO(shown(public, "/services/seals/void.csv").lstrip("\ufeff")))
    row = next(row for row in table if row["certificate"] == made.certificate)
    assert (row["state"], row["since"]) == ("reported-lost", "2025-06-25")


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%25", "page=-1", "page=x", "page=999999", "q=" + "a" * 3000]
)
def test_the_public_list_bears_any_question(night, query):
    shown(signed_in(None), f"/services/seals/void?{query}")


def test_nobody_else_comes_to_any_screen_of_the_registrar(night):
    """Mr Minh is refused on every route; the routes are found and not listed."""
    id = night.rsplit("/", 1)[1]
    old = seals.of(DONG)[0].id
    paths = list(routes(id, str(old)))
    assert len(paths) > 12

    for actor in (MINH, BINH, LAN):
        for path in paths:
            for method in ("get", "post"):
                response = getattr(signed_in(actor), method)(path)
                assert response.status_code in (403, 405), (actor, path, response.status_code)
    for path in paths:
        assert signed_in(None).get(path).status_code in (302, 405)


def routes(night, seal):
    for part in get_resolver().url_patterns[0].url_patterns:
        for found in part.url_patterns:
            if "desk/seals" not in str(found.pattern):
                continue
            for one in found.url_patterns:
                path = str(one.pattern).replace(
                    "<uuid:id>", night if "nights" in str(one.pattern) else seal
                )
                for blank, value in (
                    ("<str:verb>", "agree"), ("<path:body>", DONG), ("<str:which>", "missing"),
                    ("<uuid:task>", seal),
                ):  # fmt: skip
                    path = path.replace(blank, value)
                yield f"/desk/seals/{path}"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_screen_is_there_in_both_languages(night, language):
    client = signed_in(HAI, language=language)

    for path in ("/desk/seals/", "/desk/seals/nights/new", night, f"{night}/scan", f"{night}/labels",
                 f"{night}/list/new", f"{night}/list/came", "/services/seals/void"):  # fmt: skip
        page = shown(client, path)
        assert f'<html lang="{language}"' in page
