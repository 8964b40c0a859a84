"""The acts of the desk, in the order in which a case meets them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import QueryDict

from continuity.casework import verbs
from continuity.casework.clock import overdue
from continuity.casework.status import Reason, Status
from continuity.casework.verbs.checking import FEE, Fault, missing
from continuity.casework.verbs.deciding import Outcome
from continuity.casework.verbs.ending import Stop
from continuity.casework.verbs.filing import Unreceived
from continuity.casework.verbs.sharing import Redo
from continuity.core.procedure import Duty, Form
from continuity.pages import days
from continuity.pages.words import t
from continuity.web.desk import words
from continuity.web.desk.act import WORDS, Act, Input, Missing, Options, named, open_
from continuity.web.desk.page import Page
from continuity.web.desk.paper_acts import PAPER_ACTS
from continuity.web.desk.seat import Seat
from continuity.web.known import known


def simple(verb: Any) -> Any:
    """A verb that needs nothing but the case."""

    def do(page: Page, sent: QueryDict, key: str) -> None:
        verb(page.case.id, **named(page.seat, key))

    return do


def options(kind: Any) -> Any:
    """The members of a closed list, with their words."""
    return lambda page: [(str(one), words.reason(one)) for one in kind]


def at(duty: Duty) -> Any:
    """Offered where the next step is of a duty and the clock runs."""

    def now(page: Page) -> bool:
        step = page.step
        received = page.case.status is not Status.REGISTERED
        return open_(page) and received and step is not None and step.duty is duty

    return now


def undecided(page: Page) -> bool:
    return open_(page) and not page.case.outcome and page.case.status is not Status.REGISTERED


def registered(page: Page) -> bool:
    return open_(page) and page.case.status is Status.REGISTERED


def held(page: Page) -> Options:
    return [(id, page.item(id)) for id in page.case.held]


def lacking(page: Page) -> Options:
    """What can be asked for: what the dossier does not hold, and what is still to be paid."""
    if page.procedure is None:
        return []
    papers = [paper for paper in page.procedure.evidence if paper.form is not Form.DRAWN]
    every = [one.id for one in page.procedure.fields] + [paper.id for paper in papers]
    asked = [id for id in every if id not in page.case.held]
    return [(id, page.item(id)) for id in asked] + (
        [(FEE, page.item(FEE))] if page.case.owed else []
    )


def _missing(page: Page) -> list[str]:
    return missing(page.procedure, page.case) if page.procedure else []


def _grounds(page: Page) -> Options:
    refusals = page.procedure.refusals if page.procedure else ()
    return [("", t("(khi từ chối)", "(when refusing)"))] + [
        (one.id, f"{t(*one.label)} ({one.basis.article or one.basis.source})") for one in refusals
    ]


def _steps(page: Page) -> Options:
    """The steps that were taken; once it is granted, the decision alone, and for a head."""
    steps = page.procedure.steps[1:] if page.procedure else ()
    if page.case.outcome:
        anew = page.case.outcome == Outcome.GRANTED and page.seat.leads and not page.waits
        steps = tuple(one for one in steps if anew and one.duty is Duty.DECIDE)
    return [(one.id, t(*one.label)) for one in steps if one.id in page.case.taken]


def _channels(page: Page) -> Options:
    channels = page.procedure.channels if page.procedure else ()
    return [(str(one), words.reason(one)) for one in channels]


def _exemptions(page: Page) -> Options:
    exemptions = page.procedure.exemptions if page.procedure else ()
    return [(one.id, t(*one.label)) for one in exemptions]


def _promise(page: Page) -> list[str]:
    return [f"{page.seat.on + timedelta(days=7):%d/%m/%Y}"]


def _check(page: Page, sent: QueryDict, key: str) -> None:
    verbs.check(page.case.id, True, words=sent.get("words", ""), **named(page.seat, key))


def _faulty(page: Page, sent: QueryDict, key: str) -> None:
    faults = dict.fromkeys(sent.getlist("items"), sent.get("fault", ""))
    told = named(page.seat, key) | {"faulty": faults, "words": sent.get("words", "")}
    verbs.check(page.case.id, False, **told)


def _supplement(page: Page, sent: QueryDict, key: str) -> None:
    verbs.ask_supplement(
        page.case.id, sent.getlist("items"), sent.get("words", ""), **named(page.seat, key)
    )


def _review(page: Page, sent: QueryDict, key: str) -> None:
    agree = sent.get("agree") == "yes"
    told = named(page.seat, key) | ({} if agree else {"reason": sent.get("reason", "")})
    verbs.review(page.case.id, agree, sent.get("words", ""), **told)


def _hand_back(page: Page, sent: QueryDict, key: str) -> None:
    told = named(page.seat, key) | {"reason": sent.get("reason", "")}
    verbs.hand_back(page.case.id, sent.get("step", ""), sent.get("words", ""), **told)


def _decide(page: Page, sent: QueryDict, key: str) -> None:
    outcome = sent.get("outcome", "")
    reason = sent.get("reason", "") if outcome == Outcome.REFUSED else ""
    told = named(page.seat, key) | {"reason": reason, "words": sent.get("words", "")}
    verbs.decide(page.case.id, outcome, **told)


def _deliver(page: Page, sent: QueryDict, key: str) -> None:
    verbs.deliver(page.case.id, sent.get("channel", ""), **named(page.seat, key))


def _pay(page: Page, sent: QueryDict, key: str) -> None:
    given = {"reference": sent.get("reference", "")}
    verbs.pay(page.case.id, given=given, **named(page.seat, key))


def _waive(page: Page, sent: QueryDict, key: str) -> None:
    verbs.waive(page.case.id, sent.get("exemption", ""), **named(page.seat, key))


def _worded(verb: Any, *names: str) -> Any:
    """A verb that takes some chosen values and then words."""

    def do(page: Page, sent: QueryDict, key: str) -> None:
        chosen = [sent.get(name, "") for name in names]
        verb(page.case.id, *chosen, sent.get("words", ""), **named(page.seat, key))

    return do


def _pause(page: Page, sent: QueryDict, key: str) -> None:
    told = named(page.seat, key) | {"words": sent.get("words", "")}
    verbs.pause(page.case.id, sent.get("reason", ""), **told)


def _day(sent: QueryDict, name: str) -> Any:
    found = days.read(sent.get(name, ""))
    if found is None:
        raise Missing({name: t("Viết ngày dạng dd/mm/yyyy.", "Write the day as dd/mm/yyyy.")})
    return found


def _apologise(page: Page, sent: QueryDict, key: str) -> None:
    until = _day(sent, "until")
    verbs.apologise(page.case.id, until, sent.get("words", ""), **named(page.seat, key))


def _consult(page: Page, sent: QueryDict, key: str) -> None:
    due, agency = _day(sent, "due"), agency_named(sent.get("asked", ""), page.seat)
    verbs.consult(page.case.id, agency, sent.get("words", ""), due, **named(page.seat, key))


def agency_named(text: str, seat: Seat) -> str:
    """The key of an agency as somebody writes its name; raises `Missing` where none is called so."""
    here, wanted = known(), " ".join(text.casefold().split())
    if text.strip() in here.world.agencies:
        return text.strip()
    for key, agency in here.world.agencies.items():
        both = here.names.both(key, seat.on) if seat.on in agency.valid else ("", "")
        if wanted in (name.casefold() for name in both):
            return key
    said = (
        "Không có cơ quan nào tên “{text}” vào ngày này.",
        "No agency is called “{text}” today.",
    )
    raise Missing({"asked": t(*said).format(text=text)})


def _assign(page: Page, sent: QueryDict, key: str) -> None:
    verbs.assign(page.case.id, sent.get("to", ""), **named(page.seat, key))


def _pauses(page: Page) -> Options:
    kinds = [Reason.VERIFICATION, Reason.SURVEY] + ([Reason.PAYMENT] if page.case.owed else [])
    return [(str(one), words.reason(one)) for one in kinds]


def late(page: Page) -> bool:
    """Offered until the result is there, and until somebody has said sorry."""
    case = page.case
    works = open_(page) and case.status not in (Status.REGISTERED, Status.DONE)
    return works and not case.apologised and overdue(case, page.seat.on)


def _sorry(page: Page) -> list[str]:
    """The apology as it may be sent, for whoever signs it to change."""
    number = page.case.number
    return [t(
        f"Hồ sơ số {number} chưa có kết quả đúng hẹn. Chúng tôi xin lỗi và hẹn lại ngày trả kết quả.",
        f"Your application {number} was not finished in time. We apologise and name a new day.",
    )]  # fmt: skip


REDO = Input(
    "reason", ("Căn cứ, nếu cơ quan khác đã làm bước đó", "Ground, if another agency took that step"),
    "choice", False, options=lambda page: [("", "–"), *options(Redo)(page)],
)  # fmt: skip

ACTS: tuple[Act, ...] = (
    Act(
        "apologise", ("Xin lỗi và hẹn lại", "Apologise with a new day"), late, _apologise,
        (Input("until", ("Hẹn trả ngày", "New day"), "day", chosen=_promise),
         Input("words", WORDS.label, chosen=_sorry)),
        ("Nhiều nhất một lần cho mỗi hồ sơ.", "Once at most for a case."), first=True,
    ),
    Act("receive", ("Tiếp nhận hồ sơ", "Receive it"), registered, simple(verbs.receive), first=True),
    Act(
        "refuse-receipt", ("Không tiếp nhận", "Do not receive it"), registered,
        _worded(verbs.refuse_receipt, "reason"),
        (Input("reason", ("Lý do", "Reason"), "choice", options=options(Unreceived)), WORDS),
        warns=True,
    ),
    Act(
        "claim", ("Nhận xử lý hồ sơ này", "Take this case"),
        lambda page: undecided(page) and page.case.assignee != page.seat.person.id,
        simple(verbs.claim), first=True,
    ),
    Act(
        "check", ("Hồ sơ đầy đủ, hợp lệ", "The dossier is complete"), at(Duty.CHECK), _check,
        (Input("words", ("Ghi chú", "Note"), required=False),), first=True,
    ),
    Act(
        "faulty", ("Có giấy tờ không dùng được", "A paper cannot be used"), at(Duty.CHECK), _faulty,
        (
            Input("items", ("Giấy tờ", "Papers"), "items", options=held),
            Input("fault", ("Vì", "Because it"), "choice", options=options(Fault)), WORDS,
        ),
    ),
    Act(
        "ask-supplement", ("Yêu cầu bổ sung", "Ask for what is missing"),
        lambda page: undecided(page) and not page.story.last("ask-supplement"), _supplement,
        (
            Input(
                "items", ("Cần bổ sung", "What is missing"), "items", options=lacking, chosen=_missing
            ),
            WORDS,
        ),
        ("Chỉ một lần, nêu đủ mọi thứ. Đồng hồ dừng cho đến khi được trả lời.",
         "Once only, and all of it. The clock stands still until the answer."),
    ),
    Act(
        "review", ("Soát xét", "Review"), at(Duty.REVIEW), _review,
        (
            Input(
                "agree", ("Ý kiến", "Your view"), "choice",
                options=lambda page: [
                    ("yes", t("đồng ý, chuyển bước sau", "agreed, to the next step")),
                    ("no", t("trả lại bước trước", "back to the step before")),
                ],
            ),
            Input("words", ("Lý do, nếu trả lại", "Why, if it goes back"), required=False), REDO,
        ),
        first=True,
    ),
    Act(
        "decide", ("Quyết định", "Decide"), at(Duty.DECIDE), _decide,
        (
            Input("outcome", ("Kết quả", "Outcome"), "choice", options=options(Outcome)),
            Input("reason", ("Căn cứ từ chối", "Ground of refusal"), "choice", False, options=_grounds),
            Input("words", ("Lý do, nếu từ chối", "Why, if it is refused"), required=False),
        ),
        first=True,
    ),
    Act(
        "issue", ("Ban hành kết quả", "Issue the result"),
        lambda page: bool(at(Duty.ISSUE)(page) and not (page.lacks or page.waits)),
        simple(verbs.issue), first=True,
    ),
    Act(
        "deliver", ("Trả kết quả", "Hand over the result"),
        lambda page: page.ours and page.case.status is Status.DONE, _deliver,
        (Input("channel", ("Cách trả", "How"), "choice", options=_channels),), first=True,
    ),
    Act("resume", ("Cho đồng hồ chạy tiếp", "Let the clock run on"),
        lambda page: page.ours and page.case.paused and page.case.status is Status.PROCESSING,
        simple(verbs.resume), first=True),
    Act(
        "pay", ("Thu phí tại quầy", "Take the fee in cash"),
        lambda page: bool(page.ours and page.case.owed and not page.case.closed), _pay,
        (
            Input(
                "reference", ("Số biên lai giấy, nếu có", "Number of a paper receipt, if any"),
                "line", False,
            ),
        ),
    ),
    Act(
        "waive", ("Công nhận miễn, giảm", "Recognise an exemption"),
        lambda page: bool(undecided(page) and page.case.owed and _exemptions(page)), _waive,
        (Input("exemption", ("Đối tượng", "Ground"), "choice", options=_exemptions),),
    ),
    Act(
        "pause", ("Tạm dừng đồng hồ", "Stop the clock"), undecided, _pause,
        (Input("reason", ("Lý do", "Reason"), "choice", options=_pauses), WORDS),
    ),
    Act(
        "consult", ("Hỏi cơ quan khác", "Consult another agency"), undecided, _consult,
        (
            Input("asked", ("Cơ quan được hỏi", "Which agency"), "line"),
            Input("due", ("Trả lời trước ngày", "Answer by"), "day", chosen=_promise), WORDS,
        ),
        ("Cơ quan ấy đọc được hồ sơ này cho đến khi trả lời.",
         "That agency can read this one case until it has answered."),
    ),
    Act(
        "hand-back", ("Trả lại bước trước", "Hand it back a step"),
        lambda page: bool((undecided(page) or at(Duty.ISSUE)(page)) and _steps(page)), _hand_back,
        (Input("step", ("Bước phải làm lại", "Step to take again"), "choice", options=_steps), WORDS,
         REDO),
    ),
    Act(
        "assign", ("Giao cho cán bộ khác", "Give it to a colleague"),
        lambda page: undecided(page) and page.seat.leads, _assign,
        (Input("to", ("Giao cho", "To"), "choice", options=lambda page: page.colleagues),),
    ),
    Act("release", ("Trả lại hàng chờ", "Put it back"),
        lambda page: undecided(page) and page.case.assignee == page.seat.person.id,
        simple(verbs.release)),
    Act(
        "withdraw", ("Rút theo yêu cầu của người nộp", "Withdraw it for the applicant"),
        lambda page: bool(page.ours and not page.case.closed and not page.case.outcome),
        _worded(verbs.withdraw), (Input("words", ("Ghi chú", "Note"), required=False),), warns=True,
    ),
    Act(
        "stop", ("Dừng xử lý", "Stop for good"),
        lambda page: bool(page.ours and not page.case.closed and not page.case.outcome
                          and page.case.status is not Status.REGISTERED),
        _worded(verbs.stop, "reason"),
        (Input("reason", ("Lý do", "Reason"), "choice", options=options(Stop)), WORDS), warns=True,
    ),
    Act(
        "answer-consult", ("Trả lời cơ quan hỏi", "Answer the agency that asks"),
        lambda page: page.asked,
        _worded(verbs.answer_consult), (WORDS,), first=True,
    ),
)  # fmt: skip
EVERY = (*ACTS, *PAPER_ACTS)
BY_ID = {act.id: act for act in EVERY}


def offered(page: Page) -> list[Act]:
    """What can be done with a case now, what is next first."""
    return sorted((act for act in EVERY if act.now(page)), key=lambda act: not act.first)
