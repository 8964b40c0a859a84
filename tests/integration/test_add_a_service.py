"""The recipe of docs/add-a-service.md, followed in a copy: the three files of a service and its line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.database import renamed

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/continuity"
NAME, MODEL = "stays", "seals"
FILES = ("__init__.py", "procedure.py", "rules.py")
KEPT = ("APP", "SCREENS", "DEMO")

RUNS = """
import sys
from datetime import date
from tests.database import configure
configure(sys.argv[1], sys.argv[2])
from continuity.casework import catalogue, verbs
from continuity.casework.cases import Personal, one
from continuity.casework.sight import reading
from continuity.journal.record import SYSTEM, Actor
from continuity.services import SERVICES
from tests.integration.casework import peopled
from tests.people import seated

def shown(case):
    # The catalogue, the form, its schema and the desk know the service from its data alone.
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
        ("/services", "Đăng ký mẫu con dấu mới"), ("/services/stays-new", "3 ngày làm việc"),
        ("/desk", number), (f"/desk/cases/{number}", "Đăng ký mẫu con dấu mới"),
        ("/desk/file/stays-new", "Số giấy giới thiệu"),
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
case = verbs.file("stays-new", "ground:00001", DAY, Personal("Lan", "001190123456", "0912345678"), told,
    actor=here[0], agency=POLICE, key="f", papers=["founding", "specimen", "letter"]).case
shown(case)
verbs.check(case, True, actor=here[0], key="c", **by)
verbs.decide(case, "granted", actor=here[1], key="d", **by)
verbs.issue(case, actor=here[2], key="i", **by)
verbs.deliver(case, "counter", actor=here[2], key="v", **by)
with reading(here[0], POLICE, "processing", DAY):
    print(one(case).status, one(case).due, catalogue.offered(DAY)[-1].code)
"""


def copied(tree: Path) -> None:
    """The smallest service under another name, changed where the recipe says so."""
    skipped = shutil.ignore_patterns("data", "__pycache__", "static")
    shutil.copytree(SOURCE, tree / "continuity", ignore=skipped)
    for big in ("packs/vn/data", "pages/static"):
        (tree / "continuity" / big).symlink_to(SOURCE / big)
    folder = tree / "continuity/services" / NAME
    folder.mkdir()
    for file in FILES:
        text = (SOURCE / "services" / MODEL / file).read_text(encoding="utf-8")
        changed = text.replace(f"services.{MODEL}", f"services.{NAME}").replace(
            '"seals', f'"{NAME}'
        )
        changed = changed.replace(f'FUNCTION = "{NAME}"', 'FUNCTION = "residence"')
        changed = re.sub(rf"^({'|'.join(KEPT)}) = .*\n", "", changed, flags=re.M)
        (folder / file).write_text(changed, encoding="utf-8")
    line = tree / "continuity/services/__init__.py"
    text = line.read_text(encoding="utf-8")
    line.write_text(text.replace("NAMES = (\n", f'NAMES = (\n    "{NAME}",\n'), encoding="utf-8")


def test_a_case_runs_through_a_service_that_was_made_by_the_recipe(server, db, tmp_path):
    copied(tmp_path)
    told = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    urls = [renamed(server.app, db), renamed(server.owner, db)]

    done = subprocess.run(
        [sys.executable, "-P", "-c", RUNS, *urls],
        env=told, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["delivered", "2025-02-25", "stays-special"]


def test_the_recipe_names_each_file_and_the_line_and_says_where_the_rest_belongs():
    recipe = (ROOT / "docs/add-a-service.md").read_text(encoding="utf-8")

    for file in FILES:
        assert f"`{file}`" in recipe
    assert "`NAMES`" in recipe
    for more in sorted(path.name for path in (SOURCE / "services" / MODEL).iterdir()):
        if more in (
            "apps.py",
            "cases.py",
            "papers.py",
            "migrations",
            "screens",
            "static",
            "templates",
        ):
            assert f"`{more}" in recipe
