"""Writes the gazetteer that `continuity.addresses` reads: the places of the folded pack, as JSON.

python tools/build_addresses.py           writes it
python tools/build_addresses.py --check   compares it with what is committed
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src")]

from continuity.addresses.gazetteer import KEPT, Gazetteer  # noqa: E402
from continuity.packs.vn import pack  # noqa: E402
from continuity.reform.history import history  # noqa: E402


def made() -> str:
    """The gazetteer of the pack with all of its decrees, as the file has it."""
    source = pack()
    world = history(source.start, source.decrees, source.kinds).world
    rows = Gazetteer.of(world, source.aliases).rows()
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    text = made()
    if "--check" not in sys.argv:
        KEPT.write_text(text, encoding="utf-8")
    elif KEPT.read_text("utf-8") != text:
        raise SystemExit(f"{KEPT.name} is not what the pack says: run tools/build_addresses.py")


if __name__ == "__main__":
    main()
