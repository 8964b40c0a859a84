"""The pictures of the reform of 2025, out of the pack: counts, crosswalk, XML, sizes, the opening."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from continuity.core.crosswalk import crosswalk
from continuity.core.fold import fold
from continuity.core.plan import Decree, Founding, Redraw, Take
from continuity.reform.history import Stage, history
from continuity.web.pictures import country, told
from continuity.web.pictures.opening import opening
from continuity.web.pictures.province import Drawing, drawing
from continuity.web.pictures.seen import Worlds, of_world
from tests.national import JULY, JUNE, national, unit
from tests.unit.country import STARTS, key
from tests.unit.country import country as small_country

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def here() -> Worlds:
    return of_world(national().world)


@pytest.fixture(scope="module")
def stages() -> dict[str, Stage]:
    state = national()
    made = history(state.pack.start, state.pack.decrees, state.pack.kinds)
    return {stage.decree.id: stage for stage in made.stages}


def ids(drawing: Drawing) -> set[str]:
    rects = ET.fromstring(drawing.svg()).iter(f"{SVG}rect")
    return {rect.get("id", "") for rect in rects} - {""}


def test_ha_noi_is_526_tiles_or_their_parts_and_then_126_units(here: Worlds) -> None:
    before, after = (drawing(here, unit("01"), on) for on in (JUNE, JULY))
    count = told.counted(before)

    assert (count.before, count.after, count.districts) == (526, 126, 30)
    assert count.divided + count.merged + count.stay == 526
    assert ids(before) == ids(after)
    assert len({tile.piece.before for tile in before.quilt.sheet.tiles}) == 526
    assert len(set(after.quilt.sheet.cells.values())) == 126


def test_units_keep_together_in_the_picture(here: Worlds) -> None:
    apart = 0
    cells = drawing(here, unit("01"), JULY).quilt.sheet.cells
    for path in set(cells.values()):
        mine = {cell for cell, held in cells.items() if held == path}
        reached, next_ = set(), [min(mine)]
        while next_:
            x, y = next_.pop()
            if (x, y) in mine - reached:
                reached.add((x, y))
                next_ += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
        apart += reached != mine

    assert apart <= 1  # of 126: where no cut leaves both sides whole


def test_the_tables_of_all_provinces_are_the_crosswalk(here: Worlds) -> None:
    lineage = here.world.lineage
    provinces = [
        area.id
        for area in lineage.areas.values()
        if area.level == "province" and JULY in area.valid
    ]
    rows: list[dict[str, str]] = []
    for province in provinces:
        rows += csv.DictReader(io.StringIO(told.as_csv(drawing(here, province, JULY))))

    assert len(provinces) == 34
    assert sorted((row["from_key"], row["to_key"], row["extent"]) for row in rows) == [
        (edge.origin, edge.target, edge.extent) for edge in crosswalk(lineage, JUNE, JULY)
    ]


@pytest.mark.parametrize("on", [JUNE, JULY])
def test_the_country_is_one_small_picture_with_all_its_islands(here: Worlds, on: date) -> None:
    of = country.turn_of(here, on)
    svg = country.tiles(here, of)
    paths = [path.get("d", "") for path in ET.fromstring(svg).iter(f"{SVG}path")]
    names = {text.text for text in ET.fromstring(svg).iter(f"{SVG}text")}

    assert max(path.count("M") for path in paths) > 500
    assert sum(path.count("M") for path in paths) >= len(crosswalk(here.world.lineage, JUNE, JULY))
    assert len(gzip.compress(svg.encode())) < 60_000
    assert {"Hoàng Sa", "Trường Sa"} <= names
    assert len(names) == (63 if on == JUNE else 34) + 2
    assert country.tiles(here, of) == svg


@pytest.mark.parametrize(("code", "name"), [("48", "Hoàng Sa"), ("56", "Trường Sa")])
def test_a_province_shows_its_islands_by_name(here: Worlds, code: str, name: str) -> None:
    for on in (JUNE, JULY):
        names = ET.fromstring(drawing(here, unit(code, on), on).svg()).iter(f"{SVG}text")
        assert name in {text.text for text in names}


def test_63_become_34_without_a_crossing(here: Worlds) -> None:
    of = country.turn_of(here, JUNE)
    bars = country.bars(here, of, country.pairs(here.world.lineage, here.world.lineage.leaves, of))
    news = [bar.key for bar in bars.new]

    assert (len(bars.old), len(bars.new), len(bars.threads)) == (63, 34, 63)
    assert sum(bar.stays for bar in bars.old) == 11
    ends = [news.index(thread.new) for thread in bars.threads]
    assert ends == sorted(ends)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_reform_opens_with_what_it_changes(stages: dict[str, Stage], language: str) -> None:
    kinds = {}
    with translation.override(language):
        for id, stage in stages.items():
            picture = opening(stage.before, stage.after, stage.decree, linked=False)
            kinds[id] = picture and picture["kind"]
            shown = render_to_string("web/picture-reform.html", {"picture": picture})
            assert ("<figure" in shown) is (picture is not None)
            assert "<a " not in shown

    assert kinds["vn-2025-03-01-functions"] == "passing"
    assert kinds["vn-2025-07-01-map"] == "bars"
    assert kinds["vn-2026-04-30-types"] is None


def test_a_reform_of_communes_opens_with_the_province_it_changes_most() -> None:
    world = small_country()
    on = date(2025, 5, 1)
    founding = Founding("00009@2025-05-01", "commune", "00009", key("01"), vi="Xã Đông Tây")
    takes = (Take(key("00001")), Take(key("00002")))
    decree = Decree("d", on, (Redraw(founding.id, (founding,), takes),))
    after = fold(world, (decree,)).world

    picture = opening(world, after, decree, on=STARTS)

    assert picture is not None
    assert picture["kind"] == "tiles"
    assert picture["key"] == key("01")
    assert picture["count"][:2] == (2, 1)
