"""The recipe of docs/add-a-service.md, followed in a copy of the tree: its own lines are run.

What comes of it takes one case to a paper, signed and entered in a register of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("typst")

from tests.database import renamed

ROOT = Path(__file__).resolve().parents[2]
SOURCE, RECIPE = ROOT / "src/continuity", ROOT / "docs/add-a-service.md"
MODEL, NAME = "seals", "stays"
CHANGED = (
    ("procedure.py", f'FUNCTION = "{NAME}"', 'FUNCTION = "residence"'),
    ("procedure.py", "Giấy chứng nhận đăng ký mẫu con dấu", "Giấy chứng nhận lưu trú"),
    ("procedure.py", "Đăng ký mẫu con dấu mới", "Đăng ký lưu trú"),
    ("papers.py", 'CERTIFICATE.label, "GCN"', 'CERTIFICATE.label, "LT"'),
    ("__init__.py", 'Words("Con dấu", "Stays")', 'Words("Lưu trú", "Stays")'),
    ("__init__.py", f'DEMO = "continuity.services.{NAME}.demo"\n', ""),
)
"""What the recipe says to change, as a service of residence would: its law, its paper, what it is."""

RUNS = """
import subprocess, sys
from datetime import date
from pathlib import Path
from tests.database import configure
configure(sys.argv[1], sys.argv[2])
from django.core.management import call_command
call_command("migrate", "stays", database="owner", verbosity=0)
from continuity.casework import catalogue, verbs
from continuity.casework.cases import Personal, one
from continuity.casework.documents import rows
from continuity.casework.documents.verify import by_file
from continuity.casework.sight import reading
from continuity.journal.record import SYSTEM, Actor
from continuity.services import SERVICES
from continuity.services.stays import kept as register
from continuity.services.stays.refused import Refused
from tests.integration.casework import peopled
from tests.issuing import equipped, housed, pdfsig
from tests.people import seated

def shown(case):
    # The catalogue, the form, its schema, the desk and the register's own screen know the service.
    from django.conf import settings
    from django.test import Client
    from continuity.accounts.models import Person

    settings.CONTINUITY_DEMO = True
    with reading(here[0], POLICE, "processing", DAY):
        number = one(case).number
    officer = Client(SERVER_NAME="localhost")
    officer.force_login(Person.objects.get(pk=here[0].id))
    officer.cookies["lived"] = DAY.isoformat()
    for path, word in (
        ("/services?for=bodies", "Đăng ký lưu trú"), ("/services/stays-new", "3 ngày làm việc"),
        ("/desk", number), (f"/desk/cases/{number}", "Đăng ký lưu trú"),
        ("/desk/file/stays-new", "Số giấy giới thiệu"), ("/desk/stays/", "/services/stays/void"),
        (f"/api/v1/procedures/stays-new/form?on={DAY}", "letter-number"),
    ):
        told = officer.get(path)
        assert told.status_code == 200, (path, told.status_code)
        assert word in told.content.decode(), path


peopled()
POLICE, DAY = "vn.00001.commune-police", date(2025, 2, 20)
SEATS = {"p-a": "officer", "p-b": "head", "p-c": "officer"}
here = [seated(Actor(id, id), (role, POLICE)) for id, role in SEATS.items()]
assert catalogue.load(catalogue.registered(), SYSTEM) == sum(len(s.procedures) for s in SERVICES)
by = {"agency": POLICE, "on": DAY}
told = {"body": POLICE, "kind": "wet", "decision-number": "1", "decision-date": "01/02/2025",
        "position": "clerk", "letter-number": "2", "letter-date": "01/02/2025"}
with housed(Path(sys.argv[3])) as home:
    equipped(home, POLICE, "Công an xã Đông")
    case = verbs.file("stays-new", "ground:00001", DAY, Personal("Lan", "001190123456", "0912345678"),
        told, actor=here[0], agency=POLICE, key="f", papers=["founding", "specimen", "letter"]).case
    shown(case)
    verbs.check(case, True, actor=here[0], key="c", **by)
    verbs.decide(case, "granted", actor=here[1], key="d", **by)
    verbs.issue(case, actor=here[2], key="i", **by)
    verbs.deliver(case, "counter", actor=here[2], key="v", **by)
    with reading(here[0], POLICE, "processing", DAY):
        [paper] = rows.papers(case)
        pdf = rows.content(paper)
    assert "Signature is Valid" in pdfsig(pdf, home)
    words = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    words = " ".join(words.stdout.decode().split())
    [entered] = register.of(POLICE)
    assert "GIẤY CHỨNG NHẬN LƯU TRÚ" in words and entered.certificate in words, words
    # The hook is heard: what the copy's register would refuse is not granted.
    second = verbs.file("stays-new", "ground:00001", DAY, Personal("An", "001190123457", ""), told,
        actor=here[0], agency=POLICE, key="g", papers=["founding", "specimen", "letter"]).case
    verbs.check(second, True, actor=here[0], key="h", **by)
    try:
        verbs.decide(second, "granted", actor=here[1], key="j", **by)
    except Refused as refused:
        code = refused.findings[0].code
    told = by_file(pdf, DAY)
    with reading(here[0], POLICE, "processing", DAY):
        print(one(case).status, one(case).due, paper.number, told.outcome, entered.seal.state, code)
"""


def lines() -> str:
    """The lines of the recipe, as they stand in the document."""
    return re.search(r"```sh\n(.*?)```", RECIPE.read_text(encoding="utf-8"), re.S)[1]


def copied(tree: Path) -> None:
    """The whole tree with one service more, made by the recipe's lines and its changes."""
    (tree / "src").mkdir()
    code = tree / "src/continuity"
    pages = SOURCE / "pages"

    def skipped(folder: str, names: list[str]) -> set[str]:
        big = {"data"} | ({"static"} if Path(folder) == pages else set())
        return set(names) & (big | {"__pycache__"})

    shutil.copytree(SOURCE, code, ignore=skipped)
    for big in ("packs/vn/data", "pages/static"):
        (code / big).symlink_to(SOURCE / big)
    subprocess.run(["bash", "-euc", lines()], cwd=tree, check=True)
    for file, before, after in CHANGED:
        path = code / "services" / NAME / file
        text = path.read_text(encoding="utf-8")
        assert before in text, (file, before)
        path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_case_runs_through_a_service_that_was_made_by_the_recipe_to_a_signed_paper(
    server, db, tmp_path
):
    copied(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    told = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / "src"), str(ROOT)])}
    urls = [renamed(server.app, db), renamed(server.owner, db)]

    done = subprocess.run(
        [sys.executable, "-P", "-c", RUNS, *urls, str(home)],
        env=told, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    status, due, number, outcome, state, code = done.stdout.split()
    assert (status, due) == ("delivered", "2025-02-25")
    assert number.startswith("1/2025/LT-")
    assert (outcome, state) == ("genuine", "registered")
    assert code == "stay-one-wet-seal"


def test_the_recipe_names_every_file_of_the_folder_and_the_hooks():
    recipe = RECIPE.read_text(encoding="utf-8")

    assert "`casework/verbs/beforehand.hear`" in recipe
    assert "`documents.drafts.drafts`" in recipe
    assert "NAMES" in lines()
    for path in (SOURCE / "services" / MODEL).iterdir():
        if path.name != "__pycache__":
            assert f"`{path.name}" in recipe, path.name
