"""The reform room as Ms Hoa, Captain Dung and Mr Minh use it, over the small country."""

from __future__ import annotations

import csv
import io
import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from continuity.accounts.models import Person
from continuity.journal.record import Actor
from continuity.reform.shelf import draft_of, drafts, in_force
from continuity.web.reforms.rows import Row, shown
from tests.integration.api import DUNG, HOA, reformed
from tests.people import seated
from tests.unit.country import JULY

MINH = Actor("p-minh", "Mr Minh")
BACK = {
    "instrument": "7/2099/NĐ", "clause": "1", "function": "criminal-records", "where": "some",
    "in": "Tỉnh Hai", "to": "justice",
}  # fmt: skip
BEGUN = {
    "way": "form", "name": "back-again", "day": "01/03/2099", "vi": "Chuyển lại",
    "en": "Back again", "instrument": "7/2099/NĐ",
}  # fmt: skip


@pytest.fixture(scope="module")
def room(server):
    """The small country with its decree of March, and Mr Minh, who has no seat that drafts."""
    with server.fresh():
        reformed()
        seated(MINH, ("officer", "vn.02.justice"))
        yield


def signed_in(actor: Actor | None, language: str = "en") -> Client:
    client = Client(SERVER_NAME="localhost")
    client.cookies["language"] = language
    if actor:
        client.force_login(Person.objects.get(pk=actor.id))
    return client


def settled(client: Client, path: str) -> str:
    """The page once what it shows is reckoned; while it is not, it says when to come back."""
    for _ in range(100):
        response = client.get(path)
        assert response.status_code == 200, response.content.decode()
        if "Refresh" not in response:
            return response.content.decode()
        assert 'class="waiting"' in response.content.decode()
        time.sleep(0.1)
    raise AssertionError("never reckoned")


def begun(client: Client, name: str) -> str:
    response = client.post("/reforms/new", BEGUN | {"name": name})
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_anybody_reads_what_is_in_force_and_nobody_sees_the_shelf(room, language):
    client = signed_in(None, language)
    begun(signed_in(HOA), f"hidden-{language}")

    listed = client.get("/reforms").content.decode()
    page = settled(client, "/reforms/functions")

    assert "/reforms/functions" in listed
    assert "hidden-" not in listed
    assert ("✓ It holds" in page) is (language == "en")
    assert ("✓ Đứng vững" in page) is (language == "vi")
    assert client.get(f"/reforms/drafts/hidden-{language}").status_code == 302
    assert client.get("/reforms/nothing-of-it").status_code == 404


def test_what_a_signed_in_person_sees_is_kept_by_no_cache(room):
    for path in ("/reforms", "/reforms/new", "/me", "/reforms/functions"):
        assert "no-store" in signed_in(HOA).get(path)["Cache-Control"]
    assert "no-store" not in signed_in(None).get("/reforms").headers.get("Cache-Control", "")


def test_a_character_that_no_database_keeps_is_told_and_never_a_fault(room):
    client = signed_in(HOA)
    begun(client, "nul-reason")
    draft = draft_of("nul-reason")
    changed = draft.text.source.replace("Back again", "Back once more")

    sent = {"text": changed, "version": draft.version, "reason": "a\0b"}
    saved = client.post("/reforms/drafts/nul-reason", sent)
    titled = client.post("/reforms/new", BEGUN | {"name": "nul-title", "vi": "a\0b"})

    assert saved.status_code == 302
    assert draft_of("nul-reason").reason == "a b"
    assert titled.status_code == 422
    assert "NUL" in titled.content.decode()
    assert client.get("/reforms/drafts/%00").status_code == 409


def test_what_is_written_in_a_draft_is_text_and_never_markup(room):
    client, mark = signed_in(HOA), "<script>alert(1)</script>"
    begun_as = {"name": "marked", "vi": mark, "en": f"=1+1{mark}", "instrument": mark}
    client.post("/reforms/new", BEGUN | begun_as)

    for path in ("/reforms", "/reforms/drafts/marked", "/reforms/drafts/marked/add/rename"):
        assert mark not in client.get(path).content.decode()


def test_the_proof_and_the_changes_can_be_taken_along(room):
    client = signed_in(None)
    page = settled(client, "/reforms/functions")

    proof = client.get("/reforms/functions/proof.json").json()
    rows = list(
        csv.reader(io.StringIO(client.get("/reforms/functions/changes.csv").content.decode()))
    )

    assert proof["holds"]
    assert proof["digest"] in page
    assert rows[0][0] == "change"
    assert len(rows) > 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "new"), ("post", "new"), ("get", "drafts/x"), ("post", "drafts/x"),
        ("post", "drafts/x/enact"), ("get", "drafts/x/add/transfer"),
        ("post", "drafts/x/add/transfer"), ("get", "functions/undo"), ("post", "functions/undo"),
        ("get", "functions/slip"), ("post", "functions/slip"), ("get", "drafts/x/notices.csv"),
    ],
)  # fmt: skip
def test_mr_minh_gets_through_no_door_of_the_room(room, method, path):
    before = in_force().keys(), len(drafts())

    stranger = getattr(signed_in(None), method)(f"/reforms/{path}", {"reason": "x"})
    minh = getattr(signed_in(MINH), method)(f"/reforms/{path}", {"reason": "x"})

    assert stranger.status_code == 302
    assert stranger["Location"].startswith("/sign-in?next=")
    assert minh.status_code == 403
    assert (in_force().keys(), len(drafts())) == before


def test_a_reform_is_drafted_by_form_mended_approved_by_another_and_undone(room):
    hoa, dung = signed_in(HOA), signed_in(DUNG)
    draft = begun(hoa, "back-again")
    assert hoa.post(f"{draft}/add/transfer", BACK | {"to": "nobody"}).status_code == 302
    page = settled(hoa, draft)
    assert 'class="findings"' in page
    assert "nobody" in page
    assert dung.post(f"{draft}/enact", {"version": 2}).status_code == 409

    mended = draft_of("back-again").text.source.replace("to: nobody", "to: justice")
    assert hoa.post(draft, {"version": 2, "text": mended}).status_code == 302
    page = settled(hoa, draft)
    assert "✓ Nothing is to be mended" in page
    assert "another head must approve" in page
    refused = hoa.post(f"{draft}/enact", {"version": 3})
    assert refused.status_code == 403  # she is no head

    assert dung.post(f"{draft}/enact", {"version": 3})["Location"] == "/reforms/back-again"
    twice = dung.post(f"{draft}/enact", {"version": 3})  # a double click
    assert twice["Location"] == "/reforms/back-again"
    assert dung.post(f"{draft}/enact", {"version": 2}).status_code == 409
    assert "back-again" in in_force()
    page = settled(dung, "/reforms/back-again")
    assert "✓ It holds" in page
    assert "✓ Version 3 is approved." in page  # said once, to the one who approved it
    assert 'id="approved"' not in settled(dung, "/reforms/back-again")

    assert hoa.post("/reforms/back-again/slip", {"day": "15/03/2099"}).status_code == 302
    assert "agencies must be told again" in settled(hoa, draft)
    told = hoa.get(f"{draft}/notices.csv").content.decode()
    assert "2099-03-01,2099-03-15" in told
    version = draft_of("back-again").version
    assert dung.post(f"{draft}/enact", {"version": version}).status_code == 302

    assert hoa.post("/reforms/back-again/undo", {"reason": ""}).status_code == 409
    assert hoa.post("/reforms/back-again/undo", {"reason": "Not now"}).status_code == 302
    version = draft_of("back-again").version
    assert dung.post(f"{draft}/enact", {"version": version})["Location"] == "/reforms/back-again"
    assert "back-again" not in in_force()
    page = settled(dung, "/reforms/back-again")
    assert "✓ Approved: this decree is withdrawn whole." in page
    stranger = settled(signed_in(None), "/reforms/back-again")
    banner = stranger.split('id="gone"')[1].split("</div>")[0]
    assert "approved by Captain Dung" in banner
    assert "Reason: Not now" in banner
    assert 'id="history"' in stranger
    assert 'href="/reforms/back-again"' in signed_in(None).get("/reforms").content.decode()


def test_a_press_beside_a_finding_makes_a_version_that_is_well(room):
    hoa = signed_in(HOA)
    draft = begun(hoa, "pressed")
    hoa.post(f"{draft}/add/transfer", BACK | {"from": "commune-police"})
    press = re.search(r'name="mend" value="([^"]+)">Leave out “from”', settled(hoa, draft))[1]

    late = hoa.post(draft, {"version": 1, "mend": press})
    unknown = hoa.post(draft, {"version": 2, "mend": "without 0 99"})
    assert late["Location"] == unknown["Location"] == draft
    assert draft_of("pressed").version == 2

    hoa.post(draft, {"version": 2, "mend": press})

    assert draft_of("pressed").version == 3
    assert "✓ Nothing is to be mended" in settled(hoa, draft)


def test_two_who_save_at_once_and_neither_text_is_lost(room):
    hoa, dung = signed_in(HOA), signed_in(DUNG)
    draft = begun(hoa, "two-pens")
    text = draft_of("two-pens").text.source
    hoa.post(draft, {"version": 1, "text": f"{text}# hers\n"})

    late = dung.post(draft, {"version": 1, "text": f"{text}# his\n"})

    page = late.content.decode()
    assert late.status_code == 409
    assert "# his" in page
    assert "# hers" in page
    assert "# hers" in draft_of("two-pens").text.source


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"way": "text", "text": ""}, "Choose a file"),
        ({"way": "text", "text": "clauses: [\nx"}, "class=\"findings\""),
        ({"way": "text", "text": "just words"}, "class=\"findings\""),
        ({"way": "text", "text": "decree: ../../x\nclauses: []\n"}, "small letters"),
        (BEGUN | {"name": "Không Dấu"}, "small letters"),
        (BEGUN | {"day": "31/02/2099"}, "dd/mm/yyyy"),
        (BEGUN | {"vi": ""}, "Give it a title"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_draft_is_said_and_what_was_typed_stays(room, sent, said):
    response = signed_in(HOA).post("/reforms/new", sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    for typed in ("text", "name", "instrument"):
        if sent.get(typed) and typed != "text":
            assert f'value="{sent[typed]}"' in page


def test_a_name_that_is_taken_is_said_and_the_form_stays(room):
    begun(signed_in(HOA), "taken-name")

    response = signed_in(HOA).post("/reforms/new", BEGUN | {"name": "taken-name"})

    assert response.status_code == 422
    assert 'class="findings"' in response.content.decode()
    assert 'value="taken-name"' in response.content.decode()


def test_a_file_is_brought_along(room):
    text = b"decree: from-a-file\neffective: 2099-05-01\nclauses: []\n# my note\n"

    sent = SimpleUploadedFile("draft.yaml", text)
    response = signed_in(HOA).post("/reforms/new", {"way": "text", "file": sent})

    assert response["Location"] == "/reforms/drafts/from-a-file"
    assert "# my note" in signed_in(HOA).get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("kind", "sent", "fields"),
    [
        ("transfer", BACK | {"function": "nothing", "in": "Nowhere", "to": ""}, "function in to"),
        ("merge", {"takes": "Xã Đông\nNowhere", "in": "Tỉnh Một"}, "takes name code"),
        ("rename", {"unit": "Xã", "name": ""}, "unit name instrument clause"),
    ],
)
def test_a_form_says_all_that_is_missing_beside_its_fields(room, kind, sent, fields):
    draft = begun(signed_in(HOA), f"form-{kind}")

    response = signed_in(HOA).post(f"{draft}/add/{kind}", sent)

    page = response.content.decode()
    assert response.status_code == 422
    for name in fields.split():
        assert f'href="#{name}"' in page
        assert f'id="{name}-error"' in page


def test_units_merge_by_form(room):
    draft = begun(signed_in(HOA), "merged-by-form")
    sent = {
        "instrument": "8/2099/NĐ", "clause": "4", "name": "Xã Mới", "code": "00009",
        "in": "Tỉnh Một", "takes": "Xã Đông\nXã Tây",
    }  # fmt: skip

    assert signed_in(HOA).post(f"{draft}/add/merge", sent).status_code == 302

    tree = draft_of("merged-by-form").text.tree
    assert tree["clauses"][0]["takes"] == {"all": ["00001", "00002"]}
    page = settled(signed_in(HOA), f"{draft}?kind=areas-ended")
    assert "Xã Đông" in page
    assert '<strong class="figures">2</strong> units ended' in page
    assert (
        "Xã Tây"
        not in settled(signed_in(HOA), f"{draft}?kind=areas-ended&q=dong#plan")
        .split("numbered")[0]
        .split('id="plan"')[1]
        .split("</section>")[0]
    )


def test_a_divided_unit_says_into_what_and_equal_totals_hide_no_gap(room):
    hoa = signed_in(HOA)
    map_of_2099 = JULY.replace("decree: map", "decree: divided").replace("2025-07", "2099-07")
    hoa.post("/reforms/new", {"way": "text", "text": map_of_2099})
    page = settled(hoa, "/reforms/drafts/divided?kind=areas-cut").split('id="plan"')[1]

    row = page.split("<tbody")[1].split("</tbody>")[0]
    assert 'href="/units/00002@2025-01-01"' in row  # the new ones have no page before it is enacted
    assert re.findall(r"A Commune|B Commune", row) == ["A Commune", "B Commune"]
    assert row.count("a part of its land and residents") == 2

    one_short = "".join(map_of_2099.splitlines(keepends=True)[:-1])  # nobody follows the communes
    version = draft_of("divided").version
    hoa.post("/reforms/drafts/divided", {"version": version, "text": one_short})
    proof = settled(hoa, "/reforms/drafts/divided").split('id="proof"')[1].split("</section>")[0]

    duties, matters = proof.split("<tbody")[1].split("</tr>")[:2]
    assert "8 → 8" in duties
    assert "there is not exactly one holder" in duties
    assert " wrong</td>" in duties
    assert "Not counted here" in matters
    assert "0 → 0" not in matters


def test_provinces_are_listed_as_a_dictionary_lists_them():
    names = [
        "Tỉnh Vĩnh Long",
        "Tỉnh Đồng Tháp",
        "Thành phố Cần Thơ",
        "Tỉnh Điện Biên",
        "Tỉnh Cà Mau",
    ]
    every = [Row("areas-ended", "Xã", "Xã", one, one) for one in names]

    listed = [one for one, _ in shown(every, "areas-ended", "", "", 1).provinces]

    assert [one.split(" ", 1)[1] for one in listed] == [
        "Cà Mau", "phố Cần Thơ", "Điện Biên", "Đồng Tháp", "Vĩnh Long",
    ]  # fmt: skip


LAW = """\
Số: 9/2099/NQ-UBTVQH
NGHỊ QUYẾT
Về việc sắp xếp các đơn vị hành chính cấp xã của Tỉnh Một năm 2099
Điều 1. Sắp xếp các đơn vị hành chính cấp xã của Tỉnh Một
1. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã Đông và xã Tây thành xã mới có tên gọi
là xã Bình Minh.
2. Cái gì đây <b>không ai hiểu</b>.
Điều 2. Nghị quyết này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2099.
"""


def test_the_text_of_a_law_becomes_a_draft_and_what_is_not_understood_is_marked(room):
    hoa = signed_in(HOA)

    page = hoa.post("/reforms/law", {"way": "law", "text": LAW}).content.decode()

    marked = page.split('<div class="law-text"')[1].split("</div>")[0]
    assert "&lt;b&gt;không ai hiểu&lt;/b&gt;" in marked.split("<mark>", 1)[1]
    assert "found:" in page or "commune:" in page
    assert "Bình Minh" in page.split("<textarea")[1]
    assert not [one for one in drafts() if "9/2099" in one.text.source]  # nothing is stored
    assert signed_in(MINH).post("/reforms/law", {"text": LAW}).status_code == 403
    assert "Choose a file" in hoa.post("/reforms/law", {"text": " "}).content.decode()


def test_a_law_without_its_day_is_told_and_the_day_can_be_given(room):
    without = LAW[: LAW.index("Điều 2")]
    hoa = signed_in(HOA)

    assert (
        '<textarea class="govuk-textarea code"'
        not in hoa.post("/reforms/law", {"text": without}).content.decode()
    )
    given = hoa.post("/reforms/law", {"text": without, "day": "01/07/2099"}).content.decode()
    assert "Bình Minh" in given.split("<textarea")[1]


def test_a_function_passes_everywhere_but_in_one_province(room):
    draft = begun(signed_in(HOA), "but-in-one")
    sent = BACK | {"where": "every", "in": "", "except": "Tỉnh Hai"}

    assert signed_in(HOA).post(f"{draft}/add/transfer", sent).status_code == 302

    clause = draft_of("but-in-one").text.tree["clauses"][0]
    assert clause["in"] == {"every": "province", "except": ["02"]}
