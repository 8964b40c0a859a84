"""An answer as JSON: the same for the command and the interface for programs."""

from __future__ import annotations

from typing import Any

from continuity.addresses.answer import Answer
from continuity.packs.names import Language

Json = dict[str, Any]  # JSON objects


def answer_json(text: str | None, answer: Answer, language: Language) -> Json:
    """The whole answer: a contract, documented in docs/cli.md."""
    return {
        "text": text,
        "status": answer.status,
        "score": round(answer.score, 4),
        "heirs": [
            {
                "key": heir.unit,
                "code": heir.code,
                "name": heir.name,
                "province": heir.province,
                "residents": heir.residents,
                "instrument": heir.instrument or None,
                "clause": heir.clause or None,
            }
            for heir in answer.heirs
        ],
        "readings": [
            {
                "key": reading.unit,
                "name": reading.name,
                "how": list(reading.how),
                "score": round(reading.score, 4),
            }
            for reading in answer.readings
        ],
        "rest": answer.rest,
        "why": answer.why(language),
    }
