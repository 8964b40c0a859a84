"""One peer reads a table; run in its own process and its own environment, without any network.

    python peers.py NAME IN.csv OUT.json

It needs nothing of ours, so that the peers' environment holds only them. The answers of each text are
a code, or a name and a province, or an error; the rate counts the texts after a first few.
"""

from __future__ import annotations

import csv
import json
import resource
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

WARM = 20


def _refused(*_: object, **__: object) -> None:
    raise OSError("The bench reads without a network.")


def vietnamadminunits() -> Callable[[str], dict[str, str]]:
    """tranngocminhhieu/vietnamadminunits; its geocoder for split wards finds no network."""
    from vietnamadminunits import convert_address

    def asked(text: str) -> dict[str, str]:
        found = convert_address(text)
        return {"code": found.ward_code or "", "name": found.ward or ""}

    return asked


def underthesea() -> Callable[[str], dict[str, str]]:
    """underthesea's conversion of addresses."""
    from underthesea import convert_address

    def asked(text: str) -> dict[str, str]:
        new = convert_address(text).new
        return {"name": new.ward or "", "province": new.province or ""} if new else {}

    return asked


def vn_address_converter() -> Callable[[str], dict[str, str]]:
    """vn-address-converter."""
    from vn_address_converter import convert_to_new_address

    def asked(text: str) -> dict[str, str]:
        new = convert_to_new_address(text)
        return {"name": new.ward or "", "province": new.province or ""}

    return asked


PEERS: dict[str, Callable[[], Callable[[str], dict[str, str]]]] = {
    "vietnamadminunits": vietnamadminunits,
    "underthesea": underthesea,
    "vn-address-converter": vn_address_converter,
}


def _answer(asked: Callable[[str], dict[str, str]], text: str) -> dict[str, str]:
    try:
        return asked(text)
    except Exception as fault:  # noqa: BLE001 - whatever a peer raises is its answer
        return {"error": type(fault).__name__}


def main(name: str, table: str, out: str) -> None:
    """Reads the table and writes the answers with rate and memory."""
    with open(table, encoding="utf-8", newline="") as file:
        texts = [row["address"] for row in csv.DictReader(file)]
    socket.socket.connect = _refused  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = _refused  # type: ignore[assignment]
    asked = PEERS[name]()
    for text in texts[:WARM]:
        _answer(asked, text)
    start = time.process_time()
    answers = [_answer(asked, text) for text in texts]
    spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told: dict[str, Any] = {"rate": len(texts) / spent, "memory": memory, "answers": answers}
    with open(out, "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
