"""Our reader over one table, in a process of its own: first reading and second, rate and memory.

python -m tests.bench.addresses.ours IN.csv OUT.csv
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

from continuity.addresses import COLUMNS, Converter

WARM = 20


def main(table: str, out: str) -> None:
    """Reads the table twice and writes the answers; prints the rates as JSON.

    Rates are by the processor's time, so that what else runs on the machine does not count.
    """
    with Path(table).open(encoding="utf-8", newline="") as file:
        texts = [row["address"] for row in csv.DictReader(file)]
    reader = Converter(date(2025, 6, 30), date(2025, 7, 1))
    reader.rows(texts[:WARM])
    rates = []
    for _ in range(2):
        start = time.process_time()
        rows = reader.rows(texts)
        rates.append(len(texts) / (time.process_time() - start))
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"first": rates[0], "again": rates[1], "memory": memory}))


if __name__ == "__main__":
    main(*sys.argv[1:])
