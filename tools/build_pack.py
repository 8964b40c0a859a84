"""Builds the pack of Viet Nam from the PyPI package and the facts in tools/pack.

Names, codes and edges come from `vietnamadminunits==1.0.4` (MIT), found in the folder that
CONTINUITY_PACK_SOURCE names; its coordinates, areas and populations are left out. The corrections and
extents of tools/pack are facts of the 34 resolutions of 16 June 2025. The build refuses to write
unless the package's edges, corrected, equal ours.

    python tools/build_pack.py           writes the data
    python tools/build_pack.py --check   compares it with what is committed
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from continuity.packs.text import twin  # noqa: E402
from tools.pack_decree import map_decree, type_decrees  # noqa: E402
from tools.pack_source import Source, facts, source  # noqa: E402

DATA = ROOT / "src" / "continuity" / "packs" / "vn" / "data"
ISLANDS = {"318", "471", "498", "536", "755"}


def table(columns: str, rows: list[tuple[str, ...]]) -> str:
    """A CSV table as text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([tuple(columns.split(",")), *rows])
    return text.getvalue()


def proved(found: Source) -> None:
    """Refuses a package whose corrected edges are not those of the resolutions."""
    edges = {(row["old"], row["new"]) for row in facts("edges.csv")}
    corrected = set(found.edges)
    for row in facts("corrections.csv"):
        (corrected.discard if row["action"] == "remove" else corrected.add)(
            (row["old"], row["new"])
        )
    ours = {edge for edge in edges if edge[0] not in ISLANDS}
    if corrected != ours:
        raise SystemExit(f"The package's edges differ: {sorted(corrected ^ ours)[:9]}")
    counts = (len(found.provinces), len(found.districts), len(found.communes), len(found.wards))
    if counts != (63, 696, 10_035, 3_321):
        raise SystemExit(f"Expected 63 provinces, 696 districts, 10,035 and 3,321 units: {counts}")


def files(found: Source) -> dict[str, str]:
    """Every generated file by its path under the pack's data."""
    written = [row for row in facts("spellings.csv") if row["source"] == "resolution"]
    spelled = {(row["code"], row["side"]): row["name"] for row in written}
    names = [(code, "old", name) for code, (name, _) in found.communes.items()]
    names += [(code, "new", name) for code, name in found.wards.items()]
    aliases = {(r["code"], r["side"], r["name"], r["source"]) for r in facts("spellings.csv")}
    aliases = {a for a in aliases if a[3] != "resolution"}
    aliases |= {(*n, "package") for n in names if spelled.get(n[:2], n[2]) != n[2]}
    communes = [
        (code, spelled.get((code, "old"), name), district)
        for code, (name, district) in sorted(found.communes.items())
    ]
    wards = {code: spelled.get((code, "new"), name) for code, name in found.wards.items()}
    districts = [(code, *entry) for code, entry in sorted(found.districts.items())]
    made = {
        "provinces.csv": table("code,name", sorted(found.provinces.items())),
        "districts.csv": table("code,name,province", districts),
        "communes.csv": table("code,name,district", communes),
        "aliases.csv": table("code,side,name,source", sorted(aliases)),
        "corrections.csv": table(
            "action,old,new", [(r["action"], r["old"], r["new"]) for r in facts("corrections.csv")]
        ),
        "decrees/2025-07-01-map.yaml": map_decree(wards),
        **type_decrees(),
    }
    by_hand = (DATA / "decrees").glob("2025-03-01-*.yaml")
    texts = {f"decrees/{p.name}": p.read_text(encoding="utf-8") for p in by_hand}
    texts |= {name: text for name, text in made.items() if name.endswith(".yaml")}
    return made | {n.replace(".yaml", ".json"): twin(t.encode()) for n, t in texts.items()}


def main(arguments: list[str]) -> None:
    """Writes the data, or compares it with what is there."""
    found = source()
    proved(found)
    wrong = []
    for name, text in files(found).items():
        path = DATA / name
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            wrong.append(name)
    if wrong:
        raise SystemExit(f"Not what the build makes: {', '.join(wrong)}. Run tools/build_pack.py.")


if __name__ == "__main__":
    main(sys.argv[1:])
