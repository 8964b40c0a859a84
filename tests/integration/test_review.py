"""Documents that the new map touches, who settles them, and which rules hold at Ms Lan's address.

Ms Hoa plans at Justice and enters documents; Mr Minh is refused; everybody may ask.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client, override_settings
from typer.testing import CliRunner

from continuity.accounts.models import Person
from continuity.accounts.refused import Refused as NotAppointed
from continuity.casework import catalogue
from continuity.cli import state as command
from continuity.cli.commands import app
from continuity.core.interval import Interval, starting
from continuity.handover.notice import acts as notice
from continuity.handover.review import kept
from continuity.handover.review.differing import What
from continuity.handover.review.published import changed
from continuity.handover.review.publishing import publish
from continuity.journal.record import SYSTEM
from continuity.packs.points import Point
from continuity.register import points
from continuity.register.means import Means, had, has
from continuity.web.api.rules import Rules
from tests.integration.handovers import (
    FEBRUARY,
    HAI,
    HOA,
    JULY_DAY,
    JUSTICE,
    MARCH_DAY,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    fresh,
    peopled,
    refused,
)
from tests.integration.service import CERTIFICATE
from tests.unit.country import JULY, key

PAGE, REVIEW = "/desk/readiness/map/review", "/desk/readiness/functions/review"
SOURCE = "Công báo"
WEST = f"{JUSTICE},{key('00002')}"
ROWS = (
    f"law,1/QĐ-X,Lệ phí xã Tây,2025-02-01,{WEST},,,,,criminal-records,Điều 2,,{SOURCE}",
    f"guide,2/HD,Hướng dẫn lệ phí,2025-02-10,{WEST},,,law,,,,,{SOURCE}",
    f"repealed,3/QĐ,Quy định cũ,2025-02-01,{WEST},2025-02-01,2025-06-30,,,,,,{SOURCE}",
    f"resting,4/QĐ,Dựa trên điều cũ,2025-02-10,vn.02.police,{key('02')},,,,repealed,,,,{SOURCE}",
    f"nation,5/NĐ,Nghị định,2025-01-01,vn.01.office,,,,,,,,,{SOURCE}",
)
TABLE = "\r\n".join([",".join(kept.COLUMNS), *ROWS])


@pytest.fixture(scope="module", autouse=True)
def town(ours):
    with ours.fresh(), override_settings(CONTINUITY_DEMO=True):
        peopled()
        enacted()
        enacted(JULY, "map")
        catalogue.forget()
        catalogue.load([CERTIFICATE], SYSTEM)
        yield


def client(actor=None, lived=FEBRUARY):
    made = Client(SERVER_NAME="localhost")
    made.cookies["lived"] = str(lived)
    if actor:
        made.force_login(Person.objects.get(pk=actor.id))
    return made


def read(path, status=200, **more):
    response = client(**more).get(path)
    assert response.status_code == status, response.content.decode()[:500]
    return unescape(response.content.decode())


def imported(text, status):
    response = client(HOA).post(PAGE, {"file": SimpleUploadedFile("x.csv", text.encode())})
    assert response.status_code == status
    return unescape(response.content.decode())


def test_a_table_is_taken_whole_or_refused_with_line_and_column():
    """O-BCA-15"""
    for row, told in (
        ("x,1,T,2025-02-01,nobody,,,,,,,,,S", "dòng 2, cột issuer"),
        (f"x,1,T,2025-02-01,{JUSTICE},nowhere,,,,,,,,S", "dòng 2, cột territory"),
        (f"x,1,T,01/02/2025,{JUSTICE},,,,,,,,,S", "dòng 2, cột adopted"),
        (f"x,1,T,2025-02-01,{JUSTICE},,,2025-01-01,,,,,,S", "dòng 2, cột last"),
        (f"x,1,T,2025-02-01,{JUSTICE},,,,x,,,,,S", "dòng 2, cột guides"),
        (f"x,1,T,2025-02-01,{JUSTICE},,,,,,,,,", "dòng 2, cột source"),
    ):
        assert told in imported(f"{TABLE}\r\n{row}", 422).replace("dòng 7", "dòng 2")
        assert kept.documents() == {}
    assert "dòng 1" in imported("nonsense", 422)
    imported(TABLE, 302)
    assert set(kept.documents()) == {"law", "guide", "repealed", "resting", "nation"}
    with pytest.raises(NotAppointed):
        kept.enter([], actor=MINH, agency=STRANGERS, on=FEBRUARY)
    before = len(kept.documents())
    imported(TABLE, 302)
    assert len(kept.documents()) == before


def test_the_review_lists_what_is_touched_and_why_and_what_becomes_of_it():
    page = read(PAGE, actor=HOA)
    assert "4 văn bản bị ảnh hưởng; chưa rà soát 4" in page
    for words in ("cơ quan ban hành đã kết thúc", "địa bàn đã thay đổi", "căn cứ đã hết hiệu lực"):
        assert words in page
    assert "5/NĐ" not in page.split("Ghi cách xử lý")[0]
    there = {"actor": HOA, "agency": JUSTICE, "on": FEBRUARY}
    with refused("no-lead"):
        kept.review("map", "law", "replace", "", None, "", key=fresh(), **there)
    with refused("no-reviewed-document"):
        kept.review("map", "nothing", "keep", "", None, "", key=fresh(), **there)
    with refused("no-such-kind"):
        kept.review("map", "law", "burn", "x", MARCH_DAY, "", key=fresh(), **there)
    with refused("no-readiness"):
        told = {"actor": MINH, "agency": STRANGERS, "on": FEBRUARY, "key": fresh()}
        kept.review("nothing", "law", "keep", "", None, "", **told)

    form = {"document": "law", "action": "replace", "lead": "Sở Tư pháp", "due": "01/05/2025"}
    assert client(HOA).post(PAGE, form | {"key": fresh()}).status_code == 302
    assert "Thay thế" in read(PAGE, actor=HOA)
    assert "quá hạn" in read(PAGE, actor=HOA, lived=date(2025, 5, 2))
    assert client(HOA).post(PAGE, form | {"result": "9/QĐ", "key": fresh()}).status_code == 302
    page = read(PAGE, actor=HOA, lived=date(2025, 5, 2))
    assert "xong 1" in page
    assert "9/QĐ" in page
    assert client(HOA).post(PAGE, form | {"due": "", "key": fresh()}).status_code == 422


def test_which_rules_apply_to_an_address_today_has_an_answer():
    west = f"/rules?unit=00002%40{2025}-07-01&on=2025-07-01"
    page = read(west)
    assert "1/QĐ-X" in page
    assert "địa bàn cũ: Xã Tây" in page
    assert "trước 01/03/2027" in page
    assert "một phần nơi này" in page
    assert "5/NĐ" in page
    assert "3/QĐ" not in page, "repealed"
    told = json.loads(read("/rules.json?unit=00002%402025-07-01&on=2025-07-01"))
    assert {one["id"] for one in told["documents"]} == {"nation", "law", "guide", "resting"}
    assert {one["id"]: one["until"] for one in told["documents"]}["law"] == "2027-03-01"
    told = json.loads(read("/rules.json?unit=00002%402025-07-01&on=2027-03-01"))
    assert [one["id"] for one in told["documents"]] == ["nation"]
    told = json.loads(read(f"/rules.json?unit={key('00001')}&on=2025-06-30"))
    assert [one["id"] for one in told["documents"]] == ["nation"], "another commune's rules"
    read("/rules.json?unit=nowhere", 404)

    response = client().post("/rules?on=2025-07-01", {"address": "Xã Tây, Tỉnh Một"})
    assert response.status_code == 303
    assert "unit=00002" in response["Location"]
    response = client().post("/rules", {"address": "nowhere at all"})
    assert response.status_code == 422


ASKED = "/api/v1/rules"


def answered(place, on="2025-07-01", status=200, language="vi"):
    told = Client(SERVER_NAME="localhost", headers={"accept-language": language})
    response = told.get(ASKED, {"place": place, "on": on} if on else {"place": place})
    assert response.status_code == status, response.content.decode()
    return json.loads(response.content)


def test_a_program_is_told_which_rules_apply_to_an_address():
    """The page, the command and the interface answer alike: by an old address, a new one, a key."""
    for place in ("00002@2025-07-01", "Xã B, Tỉnh Mới", "Số 3, Xã B, Tỉnh Mới"):
        told = answered(place)
        Rules.model_validate(told, strict=True)
        assert told["place"]["status"] == "resolved", told["place"]
        assert told["place"]["unit"]["name"] == "Xã B"
        assert {one["id"] for one in told["documents"]} == {"nation", "law", "guide", "resting"}
        assert told["entered"] == 5
    law = {one["id"]: one for one in answered("Xã B, Tỉnh Mới", language="en")["documents"]}["law"]
    assert (law["until"], law["old"], law["whole"], law["sure"]) == (
        "2027-03-01", True, False, "unverified",
    )  # fmt: skip
    assert law["why"] == "Our understanding"
    assert law["issuer"]["name"] == "Sở Tư pháp tỉnh Một"
    assert law["territory"]["name"] == "Xã Tây"

    old = answered("Xã Tây")
    assert {one["id"]: one["whole"] for one in old["documents"]}["law"], "all of its own old ground"
    assert answered("Xã Tây", "2027-03-01")["documents"][0]["id"] == "nation"
    wide = answered("Tỉnh Mới")["place"]
    assert (wide["status"], wide["count"]) == ("ambiguous", len(wide["candidates"]))
    nothing = answered("nowhere at all")
    assert (nothing["place"]["status"], nothing["documents"]) == ("unknown", [])
    assert answered("Xã Tây", "01/07/2025", 422)["errors"][0]["pointer"] == "#/query/on"


def test_the_command_tells_which_rules_apply(monkeypatch, tmp_path):
    monkeypatch.setattr(command, "there", lambda home: True)
    monkeypatch.setattr(command, "_asked", lambda question: question())
    monkeypatch.setenv("CONTINUITY_HOME", str(tmp_path))
    monkeypatch.setenv("CONTINUITY_LANG", "en")

    def said(*asked, code=0):
        result = CliRunner().invoke(app, ["rules", *asked])
        assert result.exit_code == code, (result.output, result.exception)
        return result.output

    page = said("Xã B, Tỉnh Mới", "--on", "1/7/2025")
    assert "4 of the register's 5 documents apply" in page
    assert "old ground: Xã Tây, a part of this place" in page
    assert "before 1 Mar 2027 (Our understanding, unverified)" in page
    told = json.loads(said("Xã B, Tỉnh Mới", "--on", "2025-07-01", "--json"))
    assert told == answered("Xã B, Tỉnh Mới", language="en")
    assert "No commune or ward was recognised" in said("nowhere at all", code=1)
    assert "may mean" in said("Tỉnh Mới", "--on", "2025-07-01", code=1)
    monkeypatch.setattr(command, "there", lambda home: False)
    assert "`continuity load`" in said("Xã B", code=2)


def test_old_names_are_read_as_new_ones():
    page = read("/read-as/map")
    assert "Sở Tư pháp tỉnh Hai" in page
    assert "Sở Tư pháp tỉnh Mới" in page
    assert "Xã Nam" not in read("/read-as/map?q=Tây")
    table = client().get("/read-as/map/table.csv").content.decode()
    assert "Xã Nam,Xã B,00003@2025-01-01,00002@2025-07-01,2025-07-01" in table
    read("/read-as/nothing", 404)
    read("/read-as/ma%00p", 404)


def test_procedures_that_pass_are_listed_and_published_in_time_is_measured():
    [one] = changed("functions", MARCH_DAY)
    assert (one.procedure.code, one.bodies, one.published, one.late) == ("certificate", 2, 0, 0)
    assert {it.what for it in one.differences} == {What.BODY}

    told = {"actor": HAI, "agency": POLICE, "on": FEBRUARY, "key": fresh()}
    id = notice.publish("functions", POLICE, "Cổng tin", **told)
    [one] = changed("functions", MARCH_DAY)
    assert (one.published, one.late, one.share) == (1, 0, 50)
    page = read("/desk/readiness/functions/review", actor=HOA)
    assert "1 trong 2 cơ quan tiếp nhận đăng thông báo đúng hạn" in page
    assert "nhiệm vụ đã chuyển" in page
    assert "Từ ngày 01/03/2025, thủ tục “Cấp phiếu lý lịch tư pháp”" in page
    assert "Cơ quan giải quyết: Sở Tư pháp tỉnh Hai → Công an tỉnh Hai" in page or (
        "Cơ quan giải quyết: Sở Tư pháp tỉnh Một → Công an tỉnh Một" in page
    )

    notice.withdraw("functions", POLICE, id, "Sai", **told | {"key": fresh()})
    notice.publish("functions", POLICE, "x", **told | {"on": date(2025, 3, 9), "key": fresh()})
    [one] = changed("functions", MARCH_DAY)
    assert (one.published, one.late) == (0, 1)


STAYS = replace(CERTIFICATE, code="stays", function="residence")
BODY = "vn.00001.commune-police"
COUNTER = Point(
    "cua", "Một cửa xã Đông", "One-stop of Dong", "Số 1", key("00001"), "", "unknown",
    starting(date(2025, 1, 1)), "Mon-Fri 07:30-11:30", (), ("residence",), (key("00001"),), True, "x",
)  # fmt: skip


def stays(day=MARCH_DAY):
    """What changes of the procedure whose body stays."""
    found = [one for one in changed("functions", day) if one.procedure.code == "stays"]
    return [(it.what.value, it.before.en, it.after.en) for one in found for it in one.differences]


def test_a_procedure_whose_counter_account_or_form_alone_changes_is_listed_and_published():
    """On 1 March the police of Dong commune keep residence; its counter moves, then more."""
    catalogue.load([STAYS], SYSTEM)
    points.enter([COUNTER], actor=HOA, source="x")
    has([Means(BODY, "account", "111"), Means(BODY, "seal", "s")], date(2025, 1, 1), 1)
    assert stays() == []

    ends = COUNTER._replace(valid=Interval(date(2025, 1, 1), MARCH_DAY))
    moved = COUNTER._replace(address="Số 9", valid=starting(MARCH_DAY))
    points.enter([ends, moved], actor=HOA, source="y")
    [(what, before, after)] = stays()
    assert (what, before, after) == (
        "counter", "One-stop of Dong (Số 1, Mon-Fri 07:30-11:30)",
        "One-stop of Dong (Số 9, Mon-Fri 07:30-11:30)",
    )  # fmt: skip
    assert stays(date(2025, 4, 1)) == []

    had(Means(BODY, "account", "111"), MARCH_DAY, 2)
    has([Means(BODY, "account", "222")], MARCH_DAY, 2)
    catalogue.load([replace(STAYS, version=2, since=MARCH_DAY, fields=STAYS.fields[:2])], SYSTEM)
    assert stays()[1:] == [
        ("account", "account 111", "account 222"), ("form", "version 1", "version 2: questions"),
    ]  # fmt: skip

    told = {"actor": HAI, "agency": POLICE, "on": FEBRUARY, "key": fresh()}
    day, where = date(2025, 2, 20), "Cổng dịch vụ công"
    for number, place, published in (
        ("", where, day),
        ("7/QĐ", "", day),
        ("7/QĐ", where, JULY_DAY),
    ):
        with refused("no-publication"):
            publish("functions", "stays", number, place, published, **told)
    with refused("no-changed-procedure"):
        publish("functions", "nothing", "7/QĐ", where, day, **told)
    form = {"procedure": "stays", "number": "7/QĐ-UBND", "place": where, "published": "20/02/2025"}
    assert client(HOA).post(REVIEW, form | {"key": fresh()}).status_code == 302
    assert client(HOA).post(REVIEW, form | {"published": "", "key": fresh()}).status_code == 422
    page = read(REVIEW, actor=HOA)
    assert "công bố đúng hạn" in page
    assert "7/QĐ-UBND" in page
    assert "Tài khoản nộp phí, lệ phí: tài khoản 111 → tài khoản 222" in page
    [one] = [one for one in changed("functions", MARCH_DAY) if one.procedure.code == "stays"]
    assert (one.in_time, one.bodies) == (True, 0)

    points.enter([ends, moved._replace(telephone="0900")], actor=HOA, source="z")
    [one] = [one for one in changed("functions", MARCH_DAY) if one.procedure.code == "stays"]
    assert (one.stands, one.in_time) == (False, False), "it says something else by now"
    assert "cần công bố lại" in read(REVIEW, actor=HOA)
    late = told | {"on": date(2025, 3, 9), "key": fresh()}
    publish("functions", "stays", "9/QĐ", where, date(2025, 3, 8), **late)
    [one] = [one for one in changed("functions", MARCH_DAY) if one.procedure.code == "stays"]
    assert (one.stands, one.in_time) == (True, False)
    assert "công bố muộn" in read(REVIEW, actor=HOA)


def test_documents_are_only_added_to_and_reviews_by_nobody_unnamed():
    unnamed = (
        "insert into handover_review (decree, id, document, action, lead, result, day, actor, name, "
        "agency) values ('map', gen_random_uuid(), 'law', 'keep', '', '', now(), 'x', 'x', 'x')"
    )
    changed_ = "update handover_review set lead = 'x'"
    again = "update handover_publication set number = 'x'"
    for told in ("delete from handover_document", changed_, unnamed, again):
        with pytest.raises(DatabaseError):
            connection.cursor().execute(told)
