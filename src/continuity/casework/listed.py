"""What a refusal lists, by the names that people know; programs are told the ids beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from continuity.casework.purposes import GROUNDS, Purpose
from continuity.core.procedure import Choice, Evidence, Field, Procedure, Refusal, Words

FEE = "fee"
"""As an item of a supplement: what is still to be paid."""

REASONS: dict[str, tuple[str, str]] = {
    "supplement": ("chờ bổ sung giấy tờ", "papers are waited for"),
    "payment": ("chờ nộp phí", "a payment is waited for"),
    "verification": ("xác minh với cơ quan khác", "another agency verifies"),
    "survey": ("khảo sát tại chỗ", "a visit on the spot"),
    "duplicate": ("trùng hồ sơ đã nộp", "filed twice"),
    "other-procedure": ("thuộc thủ tục khác", "belongs to another procedure"),
    "illegible": ("không đọc được", "cannot be read"),
    "expired": ("đã hết hạn", "has expired"),
    "anothers": ("của người khác", "is somebody else's"),
    "unfit": ("không đúng loại giấy tờ", "is not the paper that is needed"),
    "forged": ("bị làm giả", "is forged"),
    "new-fact": ("có tình tiết mới", "a new fact has come up"),
    "mistake": ("đã chỉ ra sai sót", "a mistake was shown"),
    "complaint": ("theo kết quả giải quyết khiếu nại", "a complaint was upheld"),
    "silence": ("quá hạn bổ sung, không trả lời", "no answer came in time"),
    "death": ("người nộp đã mất", "the applicant has died"),
    "court": ("theo quyết định của toà án", "a court has ordered it"),
    "no-object": ("đối tượng không còn", "there is nothing left to decide"),
    "incomplete": ("đã bổ sung mà vẫn chưa đủ", "it still lacks what was asked for"),
    "granted": ("đồng ý", "granted"),
    "refused": ("từ chối", "refused"),
    "online": ("trực tuyến", "online"),
    "counter": ("tại quầy", "at the counter"),
    "post": ("qua bưu chính", "by post"),
}
"""A reorganisation is no reason for anything, so it has no words here."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Some things as people call them, with the ids by which programs name them."""

    ids: tuple[str, ...]
    words: Words


NOTHING = Listed((), Words("–", "–"))


def listed(ids: Iterable[str], names: Mapping[str, Words]) -> Listed:
    """Things by their names, in the order given; an id that has none is shown in quotes."""
    known = tuple(ids)
    if not known:
        return NOTHING
    called = [names.get(id) or Words(f"“{id}”", f"“{id}”") for id in known]
    return Listed(known, Words(*("; ".join(texts) for texts in zip(*called, strict=True))))


def items(procedure: Procedure, ids: Iterable[str]) -> Listed:
    """Fields and papers of a procedure, in its order and not by their ids."""
    parts: list[Field | Evidence] = [*procedure.fields, *procedure.evidence]
    names = {one.id: one.label for one in parts}
    names[FEE] = Words("lệ phí", "the fee")
    order = {id: at for at, id in enumerate(names)}
    return listed(sorted(ids, key=lambda id: (order.get(id, len(order)), id)), names)


def steps(procedure: Procedure, *ids: str) -> Listed:
    """Steps of a procedure."""
    return listed(ids, {step.id: step.label for step in procedure.steps})


def reasons(ids: Iterable[str]) -> Listed:
    """Reasons, outcomes and channels of the closed lists."""
    return listed(ids, {id: Words(*words) for id, words in REASONS.items()})


def choices(among: Iterable[Choice | Refusal]) -> Listed:
    """Grounds of a procedure: of refusal, or for which less is paid."""
    names = {one.id: one.label for one in among}
    return listed(names, names)


def purposes(ids: Iterable[str]) -> Listed:
    """For what somebody reads, in the words of the register of legal bases."""
    names = {str(purpose): GROUNDS[purpose].label for purpose in Purpose}
    return listed(ids, names)
