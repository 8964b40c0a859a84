"""What may be done with the papers of a case by the agency that must act today.

A result goes out to be signed by a leader, and is dropped where it does not come back. Whoever leads
takes back, corrects and replaces what is good, for as long as it is, even in a case that is over.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from continuity.casework.documents import anew, issuing, verbs
from continuity.casework.documents.drafts import redrafter_of
from continuity.casework.documents.wanting import ELSEWHERE
from continuity.casework.verbs.deciding import Outcome
from continuity.pages.words import t
from continuity.web.desk.act import WORDS, Act, Input, Missing, Options, named, open_
from continuity.web.desk.page import Page


def good(page: Page) -> list[dict[str, Any]]:
    """The papers that whoever leads here may take back: in force, and issued by somebody else."""
    if not (page.ours and page.seat.leads):
        return []
    own = page.seat.person.id
    return [one for one in page.issued if one["status"] == "issued" and one["signer"] != own]


def drawn(page: Page) -> list[dict[str, Any]]:
    """Those that can be drawn up anew: by the service, and a refusal always."""
    refused = page.case.outcome == Outcome.REFUSED
    return good(page) if refused or redrafter_of(page.case.procedure) else []


def others(page: Page) -> list[dict[str, Any]]:
    """Those that another agency issued, which this one has taken over from."""
    return [one for one in drawn(page) if one["by"] != page.seat.agency]


def _paper(which: Callable[[Page], list[dict[str, Any]]]) -> Input:
    def options(page: Page) -> Options:
        return [(str(one["id"]), one["number"]) for one in which(page)]

    return Input("paper", ("Giấy", "Which paper"), "choice", options=options)


def _chosen(sent: QueryDict) -> uuid.UUID:
    try:
        return uuid.UUID(sent.get("paper", ""))
    except ValueError:
        said = t("Chọn một giấy trong danh sách.", "Choose a paper of the list.")
        raise Missing({"paper": said}) from None


def _revoke(page: Page, sent: QueryDict, key: str) -> None:
    words = sent.get("words", "")
    verbs.revoke(page.case.id, _chosen(sent), words, **named(page.seat, key))


def _correct(page: Page, sent: QueryDict, key: str) -> None:
    words = sent.get("words", "")
    anew.correct_paper(page.case.id, _chosen(sent), words, **named(page.seat, key))


def _reissue(page: Page, sent: QueryDict, key: str) -> None:
    anew.reissue_paper(page.case.id, _chosen(sent), **named(page.seat, key))


def signs(page: Page) -> bool:
    """True where nothing is missing for the issue but the signature of a leader, who has the key."""
    return open_(page) and page.lacks == [ELSEWHERE] and page.waits is None


def _hand_out(page: Page, sent: QueryDict, key: str) -> None:
    leader = sent.get("leader", "")
    issuing.hand_out_result(page.case.id, **named(page.seat, key), leader=leader)


def _drop(page: Page, sent: QueryDict, key: str) -> None:
    issuing.drop_result(page.case.id, sent.get("words", ""), **named(page.seat, key))


PAPER_ACTS: tuple[Act, ...] = (
    Act(
        "hand-out-result", ("Trao tệp kết quả để lãnh đạo ký", "Hand the result out to be signed"),
        signs, _hand_out,
        (Input("leader", ("Người ký", "Who signs"), "choice", options=lambda page: page.leaders),),
        ("Khoá ký ở trong token của lãnh đạo: tải tệp về, ký rồi nộp lại ở đây là ban hành.",
         "The key is in a leader's token: fetch the file, have it signed, bring it back: it is issued."),
        first=True,
    ),
    Act(
        "drop-result", ("Bỏ tệp đang chờ ký", "Drop the file that waits"),
        lambda page: page.ours and page.waits is not None, _drop, (WORDS,),
        ("Số của tệp không dùng lại; sau đó trao tệp mới được.",
         "Its number stays unused; another file can be handed out then."), warns=True,
    ),
    Act(
        "reissue-paper", ("Cấp thay với tư cách cơ quan kế tục", "Issue it anew as the successor"),
        lambda page: bool(others(page)), _reissue, (_paper(others),),
        ("Giấy cũ có giá trị đến hôm nay; giấy mới mang tên cơ quan bạn.",
         "The old paper was good until today; the new one bears the name of your agency."),
    ),
    Act(
        "correct-paper", ("Đính chính giấy đã cấp", "Correct a paper"),
        lambda page: bool(drawn(page)), _correct, (_paper(drawn), WORDS),
        ("Giấy mới lập lại từ hồ sơ và sổ đăng ký hôm nay: sửa ở đó trước.",
         "It is drawn up from case and register as they are today: mend those first."),
    ),
    Act(
        "revoke-paper", ("Thu hồi giấy đã cấp", "Take a paper back"),
        lambda page: bool(good(page)), _revoke, (_paper(good), WORDS),
        ("Ai kiểm tra giấy sẽ đọc được lý do.", "Whoever verifies the paper reads why."), warns=True,
    ),
)  # fmt: skip
