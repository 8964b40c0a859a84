"""Many readers at once: whatever a world keeps for later, nobody may see half of it."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace

import pytest

from continuity.core.lineage import Lineage
from tests.national import JULY, national

READERS = 6


def fresh(world):
    """The same world, which has kept nothing yet."""
    old = world.lineage
    return replace(world, lineage=Lineage(old.areas, old.leaves, old.within, old.heirs), _held={})


@pytest.fixture
def hasty():
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def asked(world):
    """An answer from each of the tables that are made when first asked for."""
    lineage = world.lineage
    hai_phong = lineage.living("31", JULY).id
    last = max(mandate.area for mandate in world.mandates)
    return (
        len(world.held("residence", last)), len(lineage.inside(hai_phong, JULY)),
        len(lineage.heir_of(hai_phong)), len(lineage.pieces("ground:00001")),
        [area.id for area in lineage.coded("26740")],
    )  # fmt: skip


def test_readers_who_come_at_once_see_what_one_alone_sees(hasty):
    world = national().world
    alone = asked(fresh(world))

    for _ in range(3):
        shared, together, found = fresh(world), threading.Barrier(READERS), []

        def read(shared=shared, together=together, found=found):
            together.wait()
            found.append(asked(shared))

        readers = [threading.Thread(target=read) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        assert found == [alone] * READERS
