"""The command with a database behind it, from nothing: enacted, asked, copied, restored, thrown away."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from continuity.config.cluster.lease import lease
from continuity.register.load import load
from tests.database import configure, debian, debian_programs, reachable, renamed
from tests.demo import copied
from tests.totp import code
from tests.unit.country import country

ROOT = Path(__file__).resolve().parents[2]
DIGEST = "0f54b911c4f95883c859b89d2659eb622789b883cd49890deab8001b86cff84d"

LICENCE = ("who", "driving-licences", "Tỉnh Hải Dương", "--filed", "2025-02-20", "--json", "--on")

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder for a home and a copy, which the server's own user can reach."""
    with reachable() as found:
        yield found


@pytest.fixture(scope="module", params=["embedded", "debian"])
def urls(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """What the environment says of the database: nothing for the embedded one, two URLs for yours."""
    if request.param == "embedded":
        yield {}
        return
    if not debian_programs():
        pytest.skip("the system has no PostgreSQL of its own")
    with debian() as server:
        with psycopg.connect(server.owner, autocommit=True) as owner:
            owner.execute("create database continuity")
        named = (renamed(server.app, "continuity"), renamed(server.owner, "continuity"))
        yield dict(zip(("DATABASE_URL", "DATABASE_OWNER_URL"), named, strict=True))


@pytest.fixture(scope="module")
def run(folder: Path, urls: dict[str, str]) -> Run:
    """The command as a user types it, over the nation."""
    return typed(folder / ("yours" if urls else "home"), urls)


def typed(home: Path, urls: dict[str, str]) -> Run:
    """The command as a user types it in one home."""
    named = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "CONTINUITY_LANG": "en", **urls}
    named["CONTINUITY_HOME"] = str(home)

    def call(*arguments: str, code: int = 0, talk: bool = False, env: Any = None) -> Any:
        command = [sys.executable, "-P", "-m", "continuity", *arguments]
        streams = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        if talk:
            return subprocess.Popen(command, env=named | (env or {}), text=True, **streams)
        done = subprocess.run(
            command, env=named | (env or {}), capture_output=True, text=True, check=False
        )
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        return done

    return call


@pytest.fixture(scope="module")
def demo(run: Run, urls: dict[str, str], folder: Path) -> dict[str, object]:
    """What the demo printed when it had enacted everything."""
    if not urls:
        return copied(folder / "home")
    # Your own server is brought up to date when you say so, not by the way.
    assert "`continuity up`" in run("journal", "verify", code=1).stderr
    run("up")
    with psycopg.connect(urls["DATABASE_OWNER_URL"]) as owner:
        offered = owner.execute("select distinct code from casework_procedure").fetchall()
    assert sum(code.startswith("seals-") for (code,) in offered) == 6
    return dict(json.loads(run("demo", "--json").stdout))


# What people do at the command line is the same on any server; the register and the copy are not.
OURS = pytest.mark.parametrize("urls", ["embedded"], indirect=True)


def test_the_demo_is_enacted_in_the_database_and_proved_from_its_rows(run, demo):
    assert demo["proof"] == {"holds": True, "digest": DIGEST}
    assert entries(run) > 30


def entries(run: Run) -> int:
    """How many entries the journal has, which must be whole."""
    found = re.search(r"The journal is whole: (\d+) entries", run("journal", "verify").stdout)
    assert found
    return int(found[1])


@OURS
def test_the_chain_of_a_licence_is_read_from_the_register(run, demo):
    names = []
    for day in ("2025-02-27", "2025-03-01", "2025-07-01"):
        asked = json.loads(run(*LICENCE, day).stdout)
        # The counters of the demo are in its register only: a pack has none.
        assert asked.pop("points")
        told = json.loads(run(*LICENCE, day, "--pack").stdout)
        assert told.pop("points") == []
        assert asked == told
        names.append(asked["agency"]["name_en"])

    assert names == [
        "Hai Duong Provincial Department of Transport",
        "Hai Duong Provincial Police",
        "Hai Phong City Police",
    ]


@OURS
def test_the_same_code_is_another_unit_the_day_after(run, demo):
    units = [
        json.loads(run("unit", "26740", "--on", day, "--json").stdout)["units"][0]["name"]
        for day in ("2025-06-30", "2025-07-01")
    ]

    assert units == ["Phường Bến Nghé", "Phường Sài Gòn"]


@OURS
def test_before_the_first_entry_nothing_was_known(run, demo):
    told = run(*LICENCE, "2025-07-01", "--known", "2020-01-01", code=2)

    assert "Nothing was in the register yet" in told.stderr


FUTURE = """\
decree: records-to-police
effective: 2031-03-01
clauses:
  - {clause: 1, transfer: criminal-records, in: ["01"], from: [justice], to: police}
"""
OWN = "four words that do not belong"
HOA, DUNG, MINH = ("hoa", "planner"), ("dung", "head"), ("minh", "officer")


@pytest.fixture(scope="module")
def people(run: Run, demo: object, folder: Path) -> dict[str, Run]:
    """Ms Hoa, who plans, and Mr Minh, an officer, of the nation: each in a session."""
    return sessions(run, folder, "vn.01.home-affairs", HOA, MINH)


@pytest.fixture(scope="module")
def small(folder: Path) -> Run:
    """The command over a country of two provinces: what people do with reforms is the same in any,
    and each act folds and proves a nation for seconds."""
    home = folder / "small"
    command = typed(home, {})
    command("up")
    with lease(home / "cluster") as cluster:
        configure(cluster.url("app"), cluster.url("owner"))
        load(country(), "tests")
    return command


@pytest.fixture(scope="module")
def planners(small: Run, folder: Path) -> dict[str, Run]:
    """Ms Hoa, Captain Dung, who heads, and Mr Minh, of the small country."""
    return sessions(small, folder / "small", "vn.01.justice", HOA, DUNG, MINH)


def sessions(run: Run, folder: Path, agency: str, *people: tuple[str, str]) -> dict[str, Run]:
    """The command as it is typed by each of some people, in a session of their own."""
    made = {}
    for login, role in people:
        said = run("user", "add", login, "--name", f"Người tên {login}").stdout
        run("user", "appoint", login, "--role", role, "--agency", agency, "--since", "2025-01-01")
        session = {"CONTINUITY_SESSION": str(folder / f"session-{login}")}
        enrolled(run, login, said.split(": ")[1].strip(), session)
        made[login] = partial(run, env=session)
    return made


def enrolled(run: Run, login: str, password: str, session: dict[str, str]) -> None:
    """The first sign-in, line by line: the code is that of the secret which it prints."""
    child = run("sign-in", login, env=session, talk=True)
    print(password, "", sep="\n", file=child.stdin, flush=True)
    secret = [child.stdout.readline().strip() for _ in range(2)][1]
    print(OWN, OWN, code(secret), sep="\n", file=child.stdin, flush=True)
    assert child.wait() == 0, child.stderr.read()
    token = Path(session["CONTINUITY_SESSION"])
    assert token.stat().st_mode & 0o777 == 0o600


def test_a_reform_is_drafted_by_one_person_and_enacted_by_another(small, planners, folder):
    file = folder / "future.yaml"
    file.write_text(FUTURE)
    hoa, dung = planners["hoa"], planners["dung"]
    who = ("who", "criminal-records", "Tỉnh Một", "--on", "2031-03-02", "--json")

    assert "version 1" in hoa("reform", "save", str(file)).stdout
    assert "drafted this decree" not in hoa("reform", "list").stdout
    assert (
        "holds no seat as head"
        in hoa("reform", "enact", "records-to-police", "--version", "1", code=1).stderr
    )
    assert "--version 1" in dung("reform", "enact", "records-to-police").stdout
    before = json.loads(small(*who).stdout)["agency"]["name_en"]
    dung("reform", "enact", "records-to-police", "--version", "1")
    after = json.loads(small(*who).stdout)["agency"]["name_en"]
    assert ("Justice" in before, "Police" in after) == (True, True)
    again = folder / "again.yaml"  # a draft is checked against the decrees in force
    again.write_text(FUTURE.replace("records-to-police", "again").replace("2031-03", "2031-09"))
    found = json.loads(small("reform", "check", str(again), "--json", code=1).stdout)["findings"]
    assert [finding["code"] for finding in found] == ["not-holder"]

    hoa("reform", "slip", str(file), "--to", "2031-04-01", "--save")
    dung("reform", "enact", "records-to-police", "--version", "2")
    assert "Justice" in json.loads(small(*who).stdout)["agency"]["name_en"]
    assert "No reason was given" in hoa("reform", "undo", "records-to-police", code=1).stderr
    hoa("reform", "undo", "records-to-police", "--reason", "the assembly voted it down")
    dung("reform", "enact", "records-to-police", "--version", "3")
    told = json.loads(small("reform", "list", "--json").stdout)
    assert "records-to-police" not in [one["decree"] for one in told["in_force"]]
    assert told["drafts"] == []
    assert "The journal is whole" in small("journal", "verify").stdout


@OURS
def test_counters_are_imported_whole_by_those_who_may(run, people, folder):
    head, row = run("points", "import", "--template").stdout.splitlines()
    row = row.removeprefix("# ")
    wrong, right = folder / "wrong.csv", folder / "right.csv"
    wrong.write_text("\n".join([head, row, row.replace(",01,", ",1,").replace("000 0000", "ask")]))
    right.write_text(f"{head}\n{row}\n")
    who = ("who", "bằng lái", "Phường Cầu Giấy", "--on", "2025-07-01", "--json")
    hoa, minh = people["hoa"], people["minh"]

    told = hoa("points", "import", str(wrong), code=1)
    assert "line 3" in told.stderr
    assert "2 findings" in told.stderr
    assert "Nothing was imported" in told.stdout
    assert "holds no seat as planner" in minh("points", "import", str(right), code=1).stderr
    assert "vd-mot-cua" not in run(*who).stdout
    assert "rows stated: 1, retracted: 0" in hoa("points", "import", str(right)).stdout
    assert "Nothing was new" in hoa("points", "import", str(right)).stdout
    points = {one["key"]: one for one in json.loads(run(*who).stdout)["points"]}
    assert points["vd-mot-cua"]["address"] == "Số 0 phố Ví Dụ"


@OURS
def test_a_communes_list_is_entered_by_those_who_may(run, people, folder):
    head = run("address", "lists", "--template").stdout.splitlines()[0]
    file = folder / "ngoc-ha.csv"
    # Ngọc Hà went to Ba Đình (00004) and to the new Ngọc Hà (00008).
    file.write_text(f"{head}\n00016,group,3,,,,00008,QĐ 12/QĐ-UBND,2025-07-01,\n")
    hoa, minh = people["hoa"], people["minh"]

    assert "1 lines about 1 old units" in run("address", "lists", str(file)).stdout
    assert "holds no seat" in minh("address", "lists", str(file), "--enter", code=1).stderr
    assert "rows stated: 1" in hoa("address", "lists", str(file), "--enter").stdout
    assert "Nothing was new" in hoa("address", "lists", str(file), "--enter").stdout


def test_mr_minh_changes_no_reform_at_the_command_line(planners, folder):
    minh = planners["minh"]
    file = folder / "minh.yaml"
    file.write_text(FUTURE.replace("records-to-police", "minh"))

    for asked in (
        ("save", str(file)),
        ("undo", "records-to-police", "--reason", "mine"),
        ("slip", str(file), "--to", "2031-05-01", "--save"),
        ("enact", "records-to-police", "--version", "1"),
    ):
        assert "holds no seat" in minh("reform", *asked, code=1).stderr
    assert "officer" in minh("whoami").stdout
    minh("sign-out")
    assert "Nobody is signed in" in minh("reform", "save", str(file), code=1).stderr


def test_a_backup_gives_everything_back_and_the_journal_verifies(run, demo, urls, folder):
    if urls:  # your own server has its own backups
        assert "DATABASE_URL" in run("backup", str(folder / "copy"), code=1).stderr
        return
    before = entries(run)
    run("backup", str(folder / "copy"))
    run("reset", "--yes")

    told = run("restore", str(folder / "copy")).stdout

    assert "The journal is whole" in told
    again = json.loads(run("demo", "--json").stdout)
    assert again["proof"] == demo["proof"]
    assert entries(run) == before, "a second demo finds everything in force"
