"""The rows that come back: each file as it came, without what was taken, with a reason a row."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

from continuity.handover.lines import Problem
from continuity.handover.tables import Table, returned
from continuity.handover.takeover.export import Export
from continuity.handover.takeover.files import Came
from continuity.handover.takeover.gathered import Row
from continuity.packs.names import Language


def back(
    export: Export,
    files: Sequence[Came],
    wrong: Mapping[Row, tuple[Problem, ...]],
    language: Language,
) -> Iterator[tuple[str, bytes]]:
    """Each file with the rows to mend, by its name; one without any has its heading, and comes too.

    They are a whole export again, which is taken over like the first.
    """
    for at, (part, came) in enumerate(zip(export.parts, files, strict=True)):
        mine = {place: why for (file, place), why in wrong.items() if file == at}
        table = Table(came.kind, came.names, came.cells, [], [])
        out = io.BytesIO()
        returned(table, mine, out, language)
        yield part.back, out.getvalue()
