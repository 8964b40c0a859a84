"""Data of an older server move to the newer one, wholly; the older ones stay until that is proved."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.clusters import (
    CALL,
    GRACE,
    GRANTED,
    ROWS,
    ask,
    client,
    count,
    end,
    kill,
    open_folder,
    processes_of,
)

# isort: split
from continuity.config.cluster import agent, verbs
from continuity.config.cluster import programs as programs_module
from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.generation import generations
from continuity.config.cluster.layout import Layout
from continuity.config.cluster.lease import lease
from continuity.config.cluster.programs import Programs, installed

UPGRADE = CALL.format(module="verbs", verb="upgrade", name="old")


@pytest.fixture
def home() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder


@pytest.fixture
def old() -> Programs:
    """The older server of the wheel, or the one that CONTINUITY_OLD_SERVER names by its folder."""
    if named := os.environ.get("CONTINUITY_OLD_SERVER"):
        return Programs(Path(named))
    if installed()[-1].major == installed()[0].major:
        pytest.skip("The wheel has one version only, and CONTINUITY_OLD_SERVER names no other.")
    return installed()[-1]


@pytest.fixture
def older(home: Path, old: Programs, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cluster that an older server made, with the rows of the seed and a sequence."""
    with monkeypatch.context() as then:
        then.setattr(agent, "installed", lambda: [old])
        with lease(home / "cluster", grace=GRACE) as cluster:
            ask(cluster, "CREATE TABLE deed (number serial PRIMARY KEY, text text)", "owner")
            ask(cluster, GRANTED.format("deed"), "owner")
            ask(cluster, "GRANT USAGE ON SEQUENCE deed_number_seq TO continuity_app", "owner")
            fill = f"INSERT INTO deed (text) SELECT 'số ' || n FROM generate_series(1, {ROWS}) n"
            ask(cluster, fill)
        verbs.stop(home / "cluster")
    return home / "cluster"


def test_an_upgrade_moves_every_row_to_the_newer_server(older: Path, old: Programs) -> None:
    newest = installed()[0].major
    with pytest.raises(ClusterError) as refused:
        count(older)
    assert refused.value.code == "cluster-older"

    assert verbs.upgrade(older, old=old.folder) == (old.major, newest)

    assert count(older) == ROWS
    with lease(older, grace=GRACE) as cluster:
        assert ask(cluster, "INSERT INTO deed (text) VALUES ('x') RETURNING number") == [
            (ROWS + 1,)
        ]
        assert str(ask(cluster, "SHOW server_version")[0][0]).startswith(str(newest))
    assert verbs.upgrade(older) == (newest, newest)


@pytest.mark.parametrize("moment", [0.4, 1.0, 1.6, 2.2])
def test_an_upgrade_that_is_killed_can_be_done_again(
    older: Path, old: Programs, moment: float
) -> None:
    at_work = client(older, UPGRADE, str(old.folder))
    time.sleep(moment)
    end(*processes_of(older))
    kill(at_work)

    verbs.upgrade(older, old=old.folder)

    assert count(older) == ROWS
    assert len(generations(Layout(older))) == 1


def test_an_upgrade_without_the_older_programs_says_what_is_missing(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = installed()[:1]
    monkeypatch.setattr(programs_module, "installed", lambda: newest)

    with pytest.raises(ClusterError) as refused:
        verbs.upgrade(older)

    assert refused.value.code == "cluster-no-old-programs"
