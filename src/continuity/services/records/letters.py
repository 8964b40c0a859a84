"""The letter by which the person concerned learns that an agency has asked, for the post.

Whoever has a proved login sees every question there; of anybody else nobody knows more than where the
agency says that they live. So the issuer prints the letter, signs it and sends it. It says who asked,
when and on which text, and nothing of what was answered, for whoever opens it may be somebody else.
"""

from __future__ import annotations

from operator import attrgetter

from continuity.casework.cases import answers, by_number
from continuity.casework.documents.forms import LETTER as FORM
from continuity.casework.documents.kinds import Frame, Kind, Language, Said, Slots
from continuity.casework.purposes import Purpose
from continuity.casework.sight import present
from continuity.core.procedure import Words
from continuity.journal.record import record
from continuity.register.called import called
from continuity.services.records.contents import FILE
from continuity.services.records.informing import BASED, BY, based
from continuity.services.records.procedure import LIVES
from continuity.services.records.questions import CODES, answered_on
from continuity.services.records.refused import Refused

LETTER = Kind(
    "criminal-record-asked",
    Words(
        "Thông báo về việc cung cấp thông tin lý lịch tư pháp", "Notice that information was given"
    ),
    "TBLLTP",
    FORM,
    seen=False,
)


def letter(number: str) -> bytes:
    """The letter of a question that was answered, as PDF; inside `reading(…)` for processing it.

    Making it is an entry of the case. Refused where nobody is to be told, or nothing was answered.
    """
    from continuity.casework.documents.typeset import typeset

    reader = present()
    case = by_number(number)
    answered = answered_on(case.id)
    if reader.purpose != Purpose.PROCESSING or not CODES.get(case.procedure) or answered is None:
        raise Refused("no-letter", number=number)
    told = answers(case.id, ["answers"])

    def said(language: Language) -> Slots:
        word = attrgetter(language)
        facts: list[tuple[str, Said]] = [
            (word(BY), word(called(told["body"], answered))),
            (word(BASED), based(told, language)),
            (word(ASKED), case.filed),
            (word(ANSWERED), answered),
        ]
        if told.get(LIVES.id):
            facts.append((word(RESIDENCE), told[LIVES.id]))
        return Slots(
            title=word(LETTER.label),
            to=told["subject"],
            lines=(word(TOLD),),
            facts=tuple(facts),
            closing=(word(SEEN), word(WRONG)),
            recipients=(told["subject"], f"{word(FILE)} {case.number}"),
        )

    # No name stands below it: whoever leads the body signs by hand.
    first, second = (
        Frame(name, reader.on, case.number) for name in called(reader.agency, reader.on)
    )
    entry = {"agency": reader.agency, "on": str(reader.on)}
    record(f"case:{case.id}", "write-to-subject", reader.actor, entry, purpose=reader.purpose)
    return typeset(LETTER, said("vi"), first, beside=(said("en"), second)).pdf


ASKED, ANSWERED = Words("Ngày yêu cầu", "Asked on"), Words("Ngày cung cấp", "Answered on")
RESIDENCE = Words("Nơi cư trú", "Residence")
TOLD = Words(
    "Cơ quan sau đây đã đề nghị và được cung cấp thông tin lý lịch tư pháp của Ông/Bà:",
    "This body asked for the information on your criminal record, and was given it:",
)
SEEN = Words(
    "Khi đăng nhập bằng tài khoản đã xác minh danh tính, Ông/Bà xem được mọi lần cơ quan hỏi và có quyền "
    "yêu cầu phiếu lý lịch tư pháp của mình. Thư này không ghi nội dung đã cung cấp.",
    "Signed in with a proved identity you see every question of an agency, and you may ask for your own "
    "certificate. What was answered does not stand in this letter.",
)
WRONG = Words(
    "Nếu cho rằng yêu cầu đó không có căn cứ hoặc thông tin không đúng, Ông/Bà có thể đề nghị cơ quan ký "
    "thư này kiểm tra, đính chính.",
    "If you think that there was no basis for it, or that something is wrong, ask the body that signed "
    "this letter to look into it.",
)
