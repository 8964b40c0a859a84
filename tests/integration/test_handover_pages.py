"""The screens of a handover as Officer Binh, Captain Dung, Ms Mai and Mr Minh use them."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import uuid
import zipfile
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from continuity.accounts.models import Person
from continuity.handover import verbs
from continuity.web.handovers import readiness
from tests.integration.handovers import (
    BINH,
    CASES,
    DUNG,
    GIVES,
    JUSTICE,
    MAI,
    MINH,
    OFFICE,
    POLICE,
    begun,
    enacted,
    fresh,
    peopled,
)
from tests.issuing import equipped, housed, leading

TABLE = (
    "Số hộp hoặc hồ sơ,Phông,Số lượng,Đơn vị tính\r\n"
    "hộp 1,Sở Tư pháp,1,Hộp\r\nhộp 2,Sở Tư pháp,một,Hộp\r\nhộp 3,Sở Tư pháp,1,Hộp\r\n"
)


@pytest.fixture(scope="module")
def town(ours, tmp_path_factory):
    """The reform is in force and the bodies have their seals and keys."""
    home = tmp_path_factory.mktemp("home")
    with ours.fresh(), housed(home), override_settings(CONTINUITY_DEMO=True):
        peopled()
        enacted()
        for actor, agency in ((BINH, JUSTICE), (DUNG, POLICE), (MAI, OFFICE)):
            if actor is not MAI:
                leading(actor, agency)
            equipped(home, agency, actor.name)
        yield begun()


@pytest.fixture
def at(town):
    return f"/desk/handovers/{town}"


def signed_in(actor, lived="2025-02-27", language="vi"):
    """Somebody at the desk, for whom it is some day of the demo."""
    client = Client(SERVER_NAME="localhost")
    client.cookies["language"], client.cookies["lived"] = language, lived
    client.force_login(Person.objects.get(pk=actor.id))
    return client


def shown(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, response.content.decode()
    return unescape(response.content.decode())


def sent(client, path, status=302, /, **form):
    response = client.post(path, {"key": fresh()} | form)
    assert response.status_code == status, response.content.decode()
    return response


def text(response):
    return unescape(response.content.decode())


def test_mr_minh_sees_no_handover_of_others_and_can_do_nothing_there(at, town):
    minh = signed_in(MINH)

    assert "không tham gia cuộc bàn giao nào" in shown(minh, "/desk/handovers")
    for path in ("", "/balance", "/differences", "/annexes/cases", "/annexes/cases/count",
                 "/minutes.pdf", "/balance.pdf", "/package.zip", "/annexes/cases/sheet.csv"):  # fmt: skip
        assert "Không có cuộc bàn giao nào như vậy" in shown(minh, at + path, 404)
    for path in ("/do/move", "/annexes/cases/do/close", "/annexes/cases/count", "/differences/one"):
        assert "Không có cuộc bàn giao" in text(sent(minh, at + path, 404, annex="cases"))


def test_each_seat_is_told_what_is_asked_of_it(at, town):
    binh, dung = (shown(signed_in(actor), "/desk/handovers") for actor in (BINH, DUNG))

    assert "Lập và khoá các phụ lục" in binh
    assert "Chờ bên giao khoá phụ lục" in dung
    assert "01/03/2025" in dung


def test_a_reform_says_which_handovers_there_must_be_and_one_begins_once():
    dung = signed_in(DUNG)
    page = shown(dung, "/desk/handovers/new?decree=functions")
    rows = [row for row in page.split("<li>") if "→" in row]
    assert any("đã lập" in row and "Sở Tư pháp tỉnh Một" in row for row in rows)
    assert "tỉnh Hai" not in "".join(rows), "the other province's is none of hers"

    owed = {"decree": "functions", "giver": JUSTICE, "receiver": POLICE, "subject": ""}
    told = text(sent(dung, "/desk/handovers/new", 409, function="criminal-records", **owed))
    assert "đã được lập" in told
    told = text(sent(dung, "/desk/handovers/new", 409, function="seals", **owed))
    assert "không có việc bàn giao này" in told
    assert "không giao cho cơ quan bạn" in shown(
        signed_in(MAI), "/desk/handovers/new?decree=functions"
    )


def test_rows_with_mistakes_come_back_with_reasons_and_the_good_ones_are_kept_by_choice(at, town):
    binh, path = signed_in(BINH), f"{at}/annexes/archives"
    file = SimpleUploadedFile("boxes.csv", TABLE.encode())

    page = text(sent(binh, f"{path}/do/import", 422, file=file, keep="none"))

    assert "1 dòng có lỗi; 0 dòng đã ghi" in page
    assert "không phải số nguyên" in page
    file = SimpleUploadedFile("boxes.csv", TABLE.encode())
    assert "2 dòng đã ghi" in text(sent(binh, f"{path}/do/import", 422, file=file, keep="good"))
    wrong = binh.get(f"{path}/wrong").content.decode("utf-8-sig")
    assert "hộp 2" in wrong
    assert "hộp 1" not in wrong
    mended = SimpleUploadedFile("boxes.csv", wrong.replace("một", "1").encode())
    sent(binh, f"{path}/do/import", file=mended, keep="none")
    assert "3 mục" in shown(binh, path)
    assert binh.get(f"{path}/template.xlsx").content.startswith(b"PK")


def test_a_typed_line_with_mistakes_says_each_and_keeps_what_was_typed(at, town):
    binh, path = signed_in(BINH), f"{at}/annexes/archives"

    page = text(sent(binh, f"{path}/do/enter", 422, **{"c-code": "hộp 4", "c-quantity": "nhiều"}))

    assert 'value="hộp 4"' in page
    assert 'href="#c-fonds"' in page
    assert 'href="#c-quantity"' in page
    sent(binh, f"{path}/do/enter", **{"c-code": "hộp 4", "c-fonds": "Sở Tư pháp"})
    assert "hộp 4" in shown(binh, path)


def test_both_sides_count_sign_and_the_package_verifies_itself(at, town, tmp_path):
    binh, dung = signed_in(BINH), signed_in(DUNG)
    count = f"{at}/annexes/archives/count"
    assert "chưa khoá" in shown(dung, count, 409)
    sent(binh, f"{at}/annexes/archives/do/close")
    assert "hộp 1" in shown(dung, count)

    sent(dung, count, number="hộp 1", **{"as-listed": "1"})
    assert "Ghi số đếm được" in text(sent(dung, count, 422, number="hộp 2", quantity="-1"))
    sent(dung, count, number="hộp 2", quantity="0")
    again = dung.post(count, {"key": fresh(), "number": "hộp 2", "quantity": "0"}, follow=True)
    assert "đã đếm trước đó" in text(again)
    assert "phải ghi lý do" in text(sent(dung, count, 409, number="hộp 2", quantity="1"))
    for box in ("hộp 3", "hộp 4"):
        sent(dung, count, number=box, **{"as-listed": "1"})
    sent(dung, f"{count}?new=1", number="hộp lạ", quantity="1")
    assert "Bên bạn đã đếm hết" in shown(dung, count)
    assert "không kiểm đếm cho cả hai bên" not in shown(binh, count)

    page = shown(binh, at)
    assert "thiếu 1" in page
    assert "thừa 1" in page
    refused = text(sent(binh, f"{at}/do/draw-up", 409))
    assert "archives hộp 2" in refused
    assert "cases" in refused
    sent(binh, f"{at}/do/close-empty")
    assert "Đã khoá, không có gì để bàn giao" in shown(binh, at)
    one = f"{at}/differences/one"
    told = {"annex": "archives", "number": "hộp 2", "reason": "lost", "words": "Mất khi chuyển"}
    assert "bằng chứng" in text(sent(dung, one, 422, **told, amount="1"))
    assert "ghi như 15/03/2025" in text(sent(dung, one, 422, **told, amount="0", until="mai"))
    sent(dung, one, **told, amount="1", evidence="Biên bản số 7")
    found = {"annex": "archives", "number": "hộp lạ", "reason": "found", "words": "Xem lại"}
    sent(binh, one, **found, amount="0", owner="Ms Hoa", until="15/03/2025")
    page = shown(binh, at)
    assert "Ms Hoa, đến 15/03/2025" in page
    assert "thiếu 1" not in page
    balance = shown(binh, f"{at}/balance")
    assert "1 trên 5 mục chưa cân" in balance
    assert "−1 mất" in balance
    draft = binh.get(f"{at}/balance.pdf").content
    assert draft.startswith(b"%PDF")

    sent(binh, f"{at}/do/draw-up", bases="Nghị quyết 190\nĐề án", duties="Hỗ trợ ba tháng")
    assert "ký theo thứ tự" in text(sent(dung, f"{at}/do/sign", 409))
    assert "Ký biên bản" in shown(binh, "/desk/handovers")
    assert "Chờ ký" in shown(dung, "/desk/handovers")
    for actor in (BINH, DUNG, MAI):
        sent(signed_in(actor), f"{at}/do/sign")
    assert binh.get(f"{at}/minutes.pdf").content.startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(binh.get(f"{at}/package.zip").content)) as packed:
        packed.extractall(tmp_path)
    [folder] = tmp_path.iterdir()
    sheet = (folder / "data/contents/balance.pdf").read_bytes()
    assert draft != sheet == binh.get(f"{at}/balance.pdf").content
    tool = folder / "data" / "verify" / "package.py"
    done = subprocess.run(
        [sys.executable, str(tool), str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

    sent(dung, f"{at}/do/move")
    assert "hộp lạ" in text(sent(dung, f"{at}/do/complete", 409))
    sent(binh, one, **found, amount="1", evidence="Biên bản số 8")
    sent(dung, f"{at}/do/complete")
    assert "Đã hoàn tất" in shown(dung, "/desk/handovers")


def test_what_no_database_keeps_is_no_fault_of_the_server(at, town):
    binh = signed_in(BINH)

    for path in ("?after=%00", "/annexes/archives?after=%00", "/differences?a=%00&n=%00",
                 "/annexes/no-such", "/differences/one?annex=archives&number=%00"):  # fmt: skip
        assert binh.get(at + path).status_code < 500
    for path in ("/annexes/archives/do/remove", "/annexes/archives/count", "/differences/one"):
        form = {"annex": "archives", "number": "a\0", "quantity": "9" * 40, "words": "\0"}
        assert binh.post(at + path, form).status_code < 500


def test_a_page_of_an_annex_asks_the_same_few_questions_however_long_it_is(town):
    made = sent(
        signed_in(MINH), "/desk/handovers/new", decree="functions", giver="vn.02.justice",
        receiver="vn.02.police", function="criminal-records",
    )  # fmt: skip
    with_many = uuid.UUID(made["Location"].rsplit("/", 1)[1])
    rows = [{**CASES[0], "code": f"02.{n:05}"} for n in range(2000)]
    verbs.enter(
        with_many, "cases", rows, keep=False, key=fresh(),
        actor=MINH, agency="vn.02.justice", on=GIVES["on"],
    )  # fmt: skip
    minh, path = signed_in(MINH), f"/desk/handovers/{with_many}/annexes/cases"
    minh.get(path)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = shown(minh, f"{path}?after=02.00999")

    assert "02.01000" in page
    assert "02.01050" not in page.split("<table")[1].split("</table>")[0]
    told = [one["sql"] for one in asked if "handover_" in one["sql"]]
    assert len(told) <= 7, "\n".join(told)
    assert re.search(r"after=02\.01049", page)


CELL = "/desk/readiness/functions/cell?unit=vn.01.police&need="


def done(client, verb, need="", status=302, /, **form):
    form = {"unit": POLICE, "need": need} | form
    return text(sent(client, f"/desk/readiness/functions/do/{verb}", status, **form))


def test_the_cockpit_shows_each_unit_and_leads_to_what_is_to_be_done(town):
    dung = signed_in(DUNG)
    assert "/desk/readiness/functions" in shown(dung, "/desk/handovers")

    page = shown(dung, "/desk/readiness/functions")

    assert page.count('class="ready__unit"') == 2, "she leads the police here, and sees all units"
    assert page.count("ready__cell--green") == 1, "the seal of province 01"
    assert "chưa triển khai được" in page
    assert "Khai khoá ký của đơn vị, rồi ký một văn bản thử" in shown(dung, CELL + "signature")
    english = shown(signed_in(DUNG, language="en"), CELL + "signature")
    assert "then sign a test paper" in english
    red = shown(dung, "/desk/readiness/functions?show=red")
    assert red.count('class="ready__unit"') == 2


def test_many_units_are_folded_by_province(town, monkeypatch):
    monkeypatch.setattr(readiness, "FOLDED", 1)
    dung = signed_in(DUNG)

    page = shown(dung, "/desk/readiness/functions")

    assert "ready__unit" not in page
    [first, _second] = re.findall(r'<li><a class="govuk-link" href="([?]in=[^"]+)">', page)
    assert shown(dung, f"/desk/readiness/functions{first}").count('class="ready__unit"') == 1
    for odd in ("?in=nonsense", "?after=²", "?after=-1", "?show=%00", "/cell?unit=%00&need=seal"):
        assert dung.get(f"/desk/readiness/functions{odd}").status_code in (200, 404)
    assert dung.get("/desk/readiness/fun%00").status_code == 404


def test_evidence_is_entered_on_the_page_of_its_cell_and_its_file_is_kept(town):
    dung = signed_in(DUNG)
    assert "Hãy ghi số văn bản" in done(
        dung, "show", "premises", 422, reference="", day="27/02/2025"
    )
    told = {"reference": "12/QĐ-UBND", "day": "26/02/2025", "lent": "yes"}
    assert "trụ sở mượn phải có ngày hết hạn" in done(dung, "show", "premises", 422, **told)
    assert "ghi như 15/03/2025" in done(dung, "show", "premises", 422, **told | {"day": "soon"})
    file = SimpleUploadedFile("12.pdf", b"%PDF-1.7 lent")
    done(dung, "show", "premises", until="01/06/2025", file=file, **told)

    page = shown(dung, CELL + "premises")
    assert 'id="agency"' not in page, "she has one seat, and is not asked for another"
    assert "12/QĐ-UBND" in page
    assert "Còn hiệu lực đến trước 01/06/2025" in page
    [link] = re.findall(r'href="(/desk/readiness/functions/file[^"]+)"', page)
    assert dung.get(link).content == b"%PDF-1.7 lent"

    done(dung, "sign-test", "signature")
    assert "Có minh chứng còn hiệu lực" in shown(dung, CELL + "signature")
    page = shown(dung, CELL + "training")
    [holding] = set(re.findall(r'<option value="(p-dung [^"]+)">', page)[:1])
    told = {"reference": "3/CN", "day": "26/02/2025"}
    done(dung, "show", "training", holding=holding, **told)
    assert "Có minh chứng còn hiệu lực" in shown(dung, CELL + "training")
    done(dung, "attend", "staff")
    assert "Còn thiếu" in shown(dung, CELL + "staff")
    assert "govuk-error-summary" in done(dung, "walk", "walk", 422, number="0000-0000-0001-95")


def test_a_head_lets_pass_by_name_and_the_go_follows(town):
    dung, binh = signed_in(DUNG), signed_in(BINH)
    assert "mục đỏ chưa có minh chứng" in done(dung, "decide", "", 422, go="yes", words="Đi")
    page = shown(dung, "/desk/readiness/functions")
    for url in re.findall(r'ready__cell--red" href="([^"]+)"', page):
        unit, need = re.search(r"unit=(.*?)&need=(.*)", url).groups()
        done(dung, "override", need, unit=unit, words="Tuần đầu bổ sung")
    done(dung, "decide", "", go="yes", words="Đủ điều kiện")

    page = shown(dung, "/desk/readiness/functions")
    assert "Đã quyết định triển khai" in page
    assert "Tuần đầu bổ sung" in page
    assert page.count("ready__cell--overridden") > 10
    later = shown(signed_in(DUNG, lived="2025-06-02"), "/desk/readiness/functions")
    assert "Báo động" in later
    assert "ready__cell--alarm" in later
    assert shown(binh, "/desk/readiness/functions"), "the head of a giver looks as well"


def test_mr_minh_finds_no_readiness(town):
    minh = signed_in(MINH)
    for path in ("", "/cell?unit=vn.01.police&need=seal", "/file?unit=vn.01.police&id=x"):
        page = shown(minh, f"/desk/readiness/functions{path}", 404)
        assert "Không có bảng sẵn sàng nào như vậy" in page
    for verb in ("show", "take-back", "attend", "walk", "sign-test", "override", "decide", "x"):
        told = {"need": "seal", "day": "27/02/2025", "reference": "1", "words": "x"}
        page = text(sent(minh, f"/desk/readiness/functions/do/{verb}", 404, unit=POLICE, **told))
        assert "Không có bảng sẵn sàng nào như vậy" in page


def test_a_group_is_chosen_and_labels_and_the_hands_of_a_box_are_shown(at, town):
    """After the story above: the minutes are signed, and a box was counted in."""
    binh, dung = signed_in(BINH), signed_in(DUNG)

    page = shown(binh, f"{at}/annexes/archives/labels")
    assert page.count("boxlabel__code") == 4
    assert re.search(r"BG-[\d-]+", page)
    thing = shown(dung, f"{at}/annexes/archives/thing?number=hộp 1")
    assert "Captain Dung" in thing
    assert "nhập" in thing
    assert "không có mục hộp 99" in shown(dung, f"{at}/annexes/archives/thing?number=hộp 99", 404)
    late = {"annex": "archives", "number": "hộp 8", "quantity": "1", "words": "Sau tủ"}
    assert "bằng chứng" in text(sent(binh, f"{at}/do/find", 409, **late))
    sent(binh, f"{at}/do/find", evidence="Biên bản số 12", **late)
    assert "Biên bản số 12" in shown(dung, at)
    told = text(sent(binh, f"{at}/do/give-back", 409, number="hộp 1", evidence="x"))
    assert "không phải trụ sở cho sử dụng tạm" in told


def test_who_begins_chooses_a_witness_and_names_the_working_group(town):
    minh = signed_in(MINH)
    new = shown(minh, "/desk/handovers/new?decree=functions")
    assert "begun" in new or "đã lập" in new
    [there] = re.findall(r'href="/desk/handovers/([0-9a-f-]{36})"', shown(minh, "/desk/handovers"))
    at = f"/desk/handovers/{there}"

    sent(minh, f"{at}/do/include", person=MINH.id, duty="Tổ trưởng")
    assert "đang giữ chỗ" in text(sent(minh, f"{at}/do/include", 409, person=BINH.id, duty="x"))

    page = shown(minh, at)
    assert "Tổ công tác" in page
    assert "Tổ trưởng" in page


def test_a_long_list_is_paged_forth_and_back(town):
    minh = signed_in(MINH)
    [there] = re.findall(r'href="/desk/handovers/([0-9a-f-]{36})"', shown(minh, "/desk/handovers"))
    path = f"/desk/handovers/{there}/annexes/cases"

    second = shown(minh, f"{path}?after=02.00049")
    back = shown(minh, f"{path}?before=02.00050")

    assert "?before=02.00050" in second
    assert "02.00049" in back
    assert "02.00000" in back
    assert 'rel="prev"' not in back
    assert "?after=02.00049" in back


def test_differences_are_paged_forth_and_back(town):
    """Nobody has counted the other province's cases: each of them is on the longest list."""
    minh = signed_in(MINH)
    [there] = re.findall(r'href="/desk/handovers/([0-9a-f-]{36})"', shown(minh, "/desk/handovers"))
    path = f"/desk/handovers/{there}/differences"

    first = shown(minh, f"{path}?show=all")
    [forth] = re.findall(r'rel="next" href="([^"]+)"', first)
    second = shown(minh, path + forth)
    [back] = re.findall(r'rel="prev" href="([^"]+)"', second)
    again = shown(minh, path + back)

    assert 'rel="prev"' not in first + again
    numbers = [set(re.findall(r"02\.\d{5}", page)) for page in (first, second, again)]
    assert len(numbers[0]) >= 50
    assert numbers[0] - numbers[1] == numbers[2] - numbers[1]
    assert 'rel="next"' in again


def test_of_two_sides_the_one_for_which_one_counts_is_chosen(at, town):
    """An heir of both: the address says for whom, and no other side than one's own is heard."""
    dung = signed_in(DUNG)

    page = shown(dung, f"{at}/annexes/archives/count?side=giver", 409)

    assert "Biên bản đã" in page


@pytest.mark.parametrize("page", ["", "/differences", "/differences?show=all", "/balance"])
def test_no_page_of_a_handover_adds_up_its_lines_or_counts(town, page):
    """However long its lists are: what is shown is kept, and of premises alone the lines are read."""
    minh = signed_in(MINH)
    [there] = re.findall(r'href="/desk/handovers/([0-9a-f-]{36})"', shown(minh, "/desk/handovers"))
    minh.get(f"/desk/handovers/{there}")

    with CaptureQueriesContext(connection) as asked:
        shown(minh, f"/desk/handovers/{there}{page}")

    told = [one["sql"] for one in asked]
    assert len(told) <= 40
    assert not [sql for sql in told if "handover_count" in sql]
    assert all("premises" in sql for sql in told if "handover_line" in sql)
