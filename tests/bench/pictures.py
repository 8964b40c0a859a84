"""How long the pictures of the map of 2025 take, and how large they are; nothing here asserts a time.

python tests/bench/pictures.py
"""

from __future__ import annotations

import gzip
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.bench.run import timed  # noqa: E402
from tests.database import configure  # noqa: E402

configure("postgresql:///nowhere", "postgresql:///nowhere")

from continuity.pages.bars import narrow, wide  # noqa: E402
from continuity.web.pictures import country  # noqa: E402
from continuity.web.pictures.province import drawing  # noqa: E402
from continuity.web.pictures.seen import of_world  # noqa: E402
from tests.national import JULY, JUNE, national, unit  # noqa: E402


def size(picture: str) -> str:
    """Bytes, and bytes as they are sent."""
    return f"{len(picture):,} bytes, {len(gzip.compress(picture.encode())):,} compressed"


def main() -> None:
    """Prints one line for each picture."""
    here = of_world(national().world)
    print(
        f"{datetime.now(UTC):%d %b %Y} · {platform.machine()} · Python {platform.python_version()}"
    )
    for on in (JUNE, JULY):
        of = country.turn_of(here, on)
        print(f"{on} country: {timed(lambda of=of: country.tiles(here, of))}")
        print(f"{on} country: {size(country.tiles(here, of))}")
        print(f"{on} Hà Nội:  {timed(lambda on=on: drawing(here, unit('01'), on).svg())}")
        print(f"{on} Hà Nội:  {size(drawing(here, unit('01'), on).svg())}")
        bars = country.bars(
            here, of, country.pairs(here.world.lineage, here.world.lineage.leaves, of)
        )
        print(f"{on} bars:    {timed(lambda b=bars: wide(b) + narrow(b))}")


if __name__ == "__main__":
    main()
