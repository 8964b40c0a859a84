"""How papers of a handover write amounts, annexes, codes and what passes."""

from __future__ import annotations

from continuity.casework.documents.kinds import Language
from continuity.core.procedure import Words
from continuity.handover.annexes import Annex
from continuity.handover.balance import Flag, Reason
from continuity.handover.kept import Handover
from continuity.handover.sides import Side
from continuity.register.called import called

SIDES = {
    Side.GIVER: Words("Bên giao", "Giver"),
    Side.RECEIVER: Words("Bên nhận", "Receiver"),
    Side.WITNESS: Words("Bên chứng kiến", "Witness"),
}
REASONS = {
    Reason.MISCOUNTED: Words("Đếm nhầm", "Miscounted"),
    Reason.FOUND: Words("Có thật, không ai ghi danh sách", "There, and listed by nobody"),
    Reason.LOST: Words("Mất", "Lost"),
    Reason.DAMAGED: Words("Hư hỏng", "Damaged"),
    Reason.ELSEWHERE: Words("Ở cơ quan khác", "With another body"),
    Reason.TO_COME: Words("Bên giao còn giữ, giao sau", "Still with the giver, will come"),
    Reason.FINISHED: Words("Đã kết thúc giữa hai lần đếm", "Ended between the two counts"),
}
FLAGS = {
    Flag.EVEN: Words("bằng nhau", "even"),
    Flag.EXPLAINED: Words("đã giải trình", "explained"),
    Flag.SHORT: Words("thiếu", "short"),
    Flag.OVER: Words("thừa", "over"),
}


def whole(n: int, language: Language = "vi") -> str:
    """An amount with the signs of the language."""
    text = f"{n:,}".replace("-", "−")
    return text if language == "en" else text.replace(",", ".")


def named(annex: Annex, unit: str = "", language: Language = "vi") -> str:
    """An annex with its number, and in what it is counted."""
    measured = annex.column(annex.unit).of[unit][language == "en"] if unit and annex.unit else ""
    label = f"{annex.number}. {annex.label[language == 'en']}"
    return label + (f" ({measured.lower()})" if measured else "")


def grouped(code: str) -> str:
    """A code in eights, so that people can compare it."""
    return " ".join(code[n : n + 8] for n in range(0, len(code), 8))


def passing(handover: Handover, language: Language = "vi") -> str:
    """What passes, by which reform, from which day."""
    thing = handover.function or handover.subject
    what, day = called(thing, handover.planned)[language == "en"], f"{handover.planned:%d/%m/%Y}"
    if language == "en":
        return f"{what}, by {handover.decree}, in force from {day}"
    return f"{what}, theo {handover.decree}, hiệu lực từ {day}"
