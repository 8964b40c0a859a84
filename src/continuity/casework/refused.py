"""Why casework does not do what it was asked to, in both languages."""

from __future__ import annotations

from functools import cached_property

from continuity.casework.listed import Listed
from continuity.casework.worded import UNCHOSEN, said
from continuity.core.procedure import Words
from continuity.core.saying import Saying

MOST_WORDS = 10_000
"""Letters of what somebody says in their own words, at the desk and over the interface."""

OWN: dict[str, tuple[str, str]] = {
    "no-such-case": (
        "Không có hồ sơ nào như vậy mà bạn được xem vào ngày {on}.",
        "There is no such case that you may see on {on}.",
    ),
    "no-such-case-here": (
        "Không có hồ sơ số {number} nào mà quầy này giúp được: hồ sơ phải thuộc tỉnh của quầy.",
        "There is no case {number} that this counter may help with: it must be of its province.",
    ),
    "not-competent": (
        "{agency} không có thẩm quyền đối với hồ sơ này vào ngày {on}.",
        "{agency} is not competent for this case on {on}.",
    ),
    "not-appointed": (
        "{person} không giữ chức vụ nào tại {agency} vào ngày {on} để đọc với mục đích {purpose}.",
        "{person} holds no seat at {agency} on {on} in which to read for {purpose}.",
    ),
    "unknown-function": (
        "{function} không phải chức năng nào.",
        "{function} is no function.",
    ),
    "unknown-place": (
        "{place} không phải xã, phường hoặc mảnh lãnh thổ nào; hồ sơ cần một nơi cụ thể.",
        "{place} is no commune and no piece of ground; a case needs a place, not a province.",
    ),
    "nobody-acts": (
        (
            "Ở {place} không cơ quan nào phải giải quyết việc này: nơi đó không có người cư trú, hoặc "
            "không phải loại nơi mà việc này nói đến. Hãy ghi nơi cư trú, hoặc nơi đặt trụ sở."
        ),
        (
            "At {place} this is nobody's duty: nobody lives there, or it is not the kind of place "
            "that the matter is about. Give the place where somebody lives, or where a body has its seat."
        ),
    ),
    "illegal-move": (
        "Hồ sơ đang ở trạng thái {status}, không thể chuyển sang {following}.",
        "The case is {status} and cannot become {following}.",
    ),
    "wrong-number": (
        "{number} không phải số hồ sơ: có chữ số sai, thiếu hoặc đổi chỗ.",
        "{number} is no dossier number: a digit is wrong, missing or in another's place.",
    ),
    "no-identity": (
        "'{identity}' không phải số định danh; nếu không có thì để trống khi nộp tại quầy.",
        "'{identity}' is no identity number; whoever has none files at a counter and leaves it out.",
    ),
    "too-early": (
        "Hồ sơ được nộp ngày {filed}, sau ngày {on}.",
        "The case was filed on {filed}, which is after {on}.",
    ),
    "no-reason": (
        "{reason} không phải lý do tạm dừng nào trong danh mục; có: {known}.",
        "{reason} is no reason of the closed list for a pause; there are: {known}.",
    ),
    "paused": (
        "Hồ sơ đang tạm dừng; hãy cho tiếp tục trước.",
        "The case is paused; resume it first.",
    ),
    "not-paused": ("Hồ sơ không tạm dừng.", "The case is not paused."),
    "due-earlier": (
        "Hạn mới {due} sớm hơn hạn cũ {before}.",
        "The new due day {due} is before the old one, {before}.",
    ),
    "key-reused": (
        "Khoá {key} đã dùng cho một yêu cầu khác; hãy dùng khoá mới.",
        "Key {key} was used for another request; take a new one.",
    ),
    "no-reader": (
        "Chưa nêu người đọc và mục đích; hãy đọc trong `reading(...)`.",
        "No reader and purpose were named; read inside `reading(...)`.",
    ),
    "no-purpose": (
        "{purpose} không phải mục đích nào trong danh mục.",
        "{purpose} is no purpose of the closed list.",
    ),
    "not-for-purpose": (
        "Mục đích {purpose} không cho phép việc này.",
        "The purpose {purpose} does not allow this.",
    ),
    "unknown-field": (
        "{field} không phải nhóm dữ liệu cá nhân nào.",
        "{field} is no group of personal fields.",
    ),
    "unreadable": (
        "Không giải mã được {field}: sai khoá, hoặc dữ liệu không thuộc hồ sơ này.",
        "{field} cannot be decrypted: another key, or it does not belong to this case.",
    ),
    "no-files": (
        "Chưa có nơi lưu tệp; đặt CONTINUITY_HOME.",
        "There is no place to keep files; set CONTINUITY_HOME.",
    ),
    "not-kept": (
        "Không lưu được tệp: {why}. Chưa có gì được ghi; hãy thử lại sau.",
        "The file could not be kept: {why}. Nothing of it was written; try again later.",
    ),
    "file-lost": (
        "Tệp {name} không còn hoặc đã bị sửa trên đĩa; hãy khôi phục từ bản sao lưu.",
        "File {name} is gone from the disk or was changed there; restore it from a backup.",
    ),
    "no-key": (
        "Chưa có khoá mã hoá; đặt {setting}.",
        "There is no key to encrypt with; set {setting}.",
    ),
    "closed": (
        "Hồ sơ đã kết thúc ({status}).",
        "The case is over ({status}).",
    ),
    "no-procedure": (
        "Không có thủ tục {procedure} nào có hiệu lực vào ngày {on}.",
        "There is no procedure {procedure} in force on {on}.",
    ),
    "version-differs": (
        "Phiên bản {version} của thủ tục {procedure} đã có với nội dung khác; hãy lập phiên bản mới.",
        "Version {version} of {procedure} is there with another text; make a new version.",
    ),
    "no-such-ground": (
        "Căn cứ từ chối {ground} viện dẫn việc sắp xếp tổ chức; sắp xếp không phải lý do để từ chối.",
        "The ground {ground} speaks of a reorganisation, which is no ground to refuse anything.",
    ),
    "by-procedure": (
        "Hồ sơ này theo một thủ tục; hãy quyết định, trả kết quả, rút hoặc dừng theo thủ tục đó.",
        "This case follows a procedure: decide, deliver, withdraw or stop it by that.",
    ),
    "no-channel": (
        "Không nộp hoặc trả kết quả qua kênh {channel} được theo thủ tục này.",
        "By this procedure nothing is filed or delivered by the channel {channel}.",
    ),
    "no-calendar": (
        "Chưa có lịch ngày nghỉ của năm có hạn trả (tính từ {filed}); hãy bổ sung vào dữ liệu.",
        "The holidays of the year of the due day (from {filed}) are not known; add them to the pack.",
    ),
    "no-exemption": (
        "{exemption} không phải căn cứ miễn, giảm của khoản phí này; có: {known}.",
        "{exemption} is no ground to pay less of this fee; there are: {known}.",
    ),
    "no-english": (
        "Kết quả của thủ tục “{procedure}” chỉ có bản tiếng Việt; bỏ lựa chọn kèm bản tiếng Anh.",
        "The result of {procedure} is in Vietnamese only; leave the English version out.",
    ),
    "paper-there": (
        "Kết quả đã có nên không đổi được ngôn ngữ của giấy; chỉ đổi được ngôn ngữ báo tin.",
        "The result is there, so the language of the paper stays; that of notices can be changed.",
    ),
    "no-tariff-yet": (
        "Thủ tục “{fee}” chưa có mức phí nào có hiệu lực vào ngày {on}.",
        "No tariff of “{fee}” is in force on {on}.",
    ),
    "not-received": (
        "Hồ sơ nộp trực tuyến chưa được tiếp nhận; hãy tiếp nhận trước.",
        "The case was filed online and is not received yet; receive it first.",
    ),
    "no-ground": (
        "{reason} không phải lý do nào trong danh mục; có: {known}.",
        "{reason} is no reason of the closed list; there are: {known}.",
    ),
    "no-words": (
        "Cần ghi rõ nội dung bằng lời.",
        "Words are needed; say it in writing.",
    ),
    "too-many-words": (
        "Nội dung dài {count} ký tự; nhiều nhất {most}. Hãy rút gọn, hoặc gửi kèm thành tệp.",
        "This is {count} characters long; {most} at most. Shorten it, or hand it in as a file.",
    ),
    "other-step": (
        "Bước tiếp theo của hồ sơ là “{step}”.",
        "The next step of the case is “{step}”.",
    ),
    "no-step": (
        "Hồ sơ không còn bước nào để thực hiện.",
        "No step of the case is left to take.",
    ),
    "with-another": (
        "Hồ sơ đang do {assignee} thụ lý; người đó trả lại hoặc lãnh đạo phân công lại.",
        "The case lies with {assignee}, who releases it, or a head assigns it anew.",
    ),
    "with-nobody": (
        "Hồ sơ chưa do ai thụ lý nên không có gì để trả lại; cán bộ nào cũng nhận được.",
        "The case lies with nobody, so there is nothing to let go of; any officer may claim it.",
    ),
    "not-head": (
        "{person} không phải lãnh đạo của {agency}; chỉ lãnh đạo phân công hồ sơ.",
        "{person} is no head of {agency}; only a head assigns cases.",
    ),
    "sits-elsewhere": (
        "{person} không phải cán bộ của {agency} vào ngày {on}.",
        "{person} is no officer of {agency} on {on}.",
    ),
    "not-taken": (
        "Bước {step} chưa được thực hiện, hoặc là bước tiếp nhận; không thể trả lại bước đó.",
        "The step {step} was not taken, or it is the intake; the case cannot go back to it.",
    ),
    "decided": (
        "Hồ sơ đã có quyết định ({outcome}).",
        "The case was decided ({outcome}).",
    ),
    "undecided": ("Hồ sơ chưa có quyết định.", "The case was not decided yet."),
    "faulty-complete": (
        "Hồ sơ có thành phần không dùng được ({items}) thì chưa đầy đủ.",
        "A dossier with items that cannot be used ({items}) is not complete.",
    ),
    "not-complete": (
        "Hồ sơ còn thiếu {items} nên chưa đầy đủ.",
        "The dossier lacks {items} and is not complete.",
    ),
    "ask-first": (
        "Chưa yêu cầu bổ sung lần nào; hãy yêu cầu bổ sung trước.",
        "Nothing was asked for yet; ask for what is missing first.",
    ),
    "nothing-missing": ("Hồ sơ không thiếu gì.", "The dossier lacks nothing."),
    "checked-complete": (
        "Hồ sơ đã kiểm tra là đầy đủ; {items} chỉ không dùng được nữa khi có tình tiết mới: {known}.",
        "The dossier was checked complete, so only a new fact makes {items} useless: {known}.",
    ),
    "anothers-step": (
        "Bước {step} do {agency} đã làm; chỉ làm lại vì một lý do trong danh mục: {known}.",
        "{agency} took the step {step}; it is taken again only for a reason of the list: {known}.",
    ),
    "not-held": (
        "Hồ sơ không có {item}.",
        "The dossier does not hold {item}.",
    ),
    "asked-before": (
        "Đã yêu cầu bổ sung một lần; chỉ được yêu cầu một lần.",
        "A supplement was asked for once, and it is asked for once only.",
    ),
    "no-items": (
        "Chưa nêu thành phần cần bổ sung.",
        "Nothing was named that is to be supplied.",
    ),
    "held-already": (
        "Hồ sơ đã có {item}; không yêu cầu nộp lại.",
        "The dossier holds {item} already; it is not asked for again.",
    ),
    "paid-already": (
        "Không còn khoản nào phải nộp; không thu hai lần.",
        "Nothing is owed any more; nobody pays twice.",
    ),
    "drawn": (
        "{item} được khai thác từ cơ sở dữ liệu; không yêu cầu người dân nộp.",
        "{item} is drawn from a register; nobody is asked for it.",
    ),
    "unknown-item": (
        "{item} không thuộc thành phần hồ sơ của thủ tục; có: {known}.",
        "{item} is no part of this procedure's dossier; there are: {known}.",
    ),
    "not-whole": (
        "Yêu cầu bổ sung phải đầy đủ một lần; còn thiếu: {items}.",
        "A request must be complete, since there is only one; it leaves out: {items}.",
    ),
    "by-supplement": (
        "Giấy tờ còn thiếu được yêu cầu bằng văn bản yêu cầu bổ sung, một lần và đầy đủ.",
        "What is missing is asked for by a request for supplement, once and complete.",
    ),
    "not-at-work": (
        "Hồ sơ đang ở trạng thái {status}; việc này không thực hiện ở trạng thái đó.",
        "The case is {status}, and this is not done then.",
    ),
    "due-reckoned": (
        "Hạn trả được tính theo thủ tục, không đặt bằng tay.",
        "The due day is reckoned by the procedure and not set by hand.",
    ),
    "apologised-before": (
        "Đã xin lỗi và hẹn lại đến ngày {until}; chỉ được hẹn lại một lần.",
        "An apology with the new day {until} was made; there is one at most.",
    ),
    "promise-early": (
        "Ngày hẹn lại {until} phải sau ngày {after}.",
        "The new day {until} must be after {after}.",
    ),
    "nothing-asked": (
        "Hồ sơ không chờ người nộp bổ sung.",
        "The case does not wait for anything from its applicant.",
    ),
    "not-asked": (
        "Không yêu cầu bổ sung {item}; đã yêu cầu: {known}.",
        "{item} was not asked for; what was: {known}.",
    ),
    "still-missing": (
        "Còn thiếu: {items}.",
        "Still missing: {items}.",
    ),
    "unpaid": (
        "Còn {owed} đồng chưa nộp.",
        "{owed} VND are still to be paid.",
    ),
    "no-way": (
        "Không thu phí bằng {way} ở đây; có: {known}.",
        "Nothing is paid here by {way}; there are: {known}.",
    ),
    "same-law": (
        "Hồ sơ đã theo phiên bản {version} đang có hiệu lực.",
        "The case follows version {version}, which is in force, already.",
    ),
    "no-agency": (
        "{agency} không phải cơ quan khác nào vào ngày {on}.",
        "{agency} is no other agency on {on}.",
    ),
    "asked-already": (
        "Đã hỏi {agency} và chưa có trả lời.",
        "{agency} was asked and has not answered yet.",
    ),
    "nobody-asked": (
        "Không ai hỏi ý kiến {agency} về hồ sơ này.",
        "Nobody asked {agency} about this case.",
    ),
    "out-of-scope": (
        "Mã truy cập này không dùng cho mục đích {purpose}; chỉ dùng cho: {purposes}.",
        "This token is not good for the purpose {purpose}; it is for: {purposes}.",
    ),
    "own-case": (
        "{person} là người nộp hồ sơ này; cán bộ khác phải làm mọi việc với hồ sơ.",
        "{person} is the applicant of this case; somebody else must do all that is done with it.",
    ),
    "too-common": (
        "Quá nhiều người mang tên “{name}”; hãy ghi thêm họ, tên đệm hoặc dùng số hồ sơ.",
        "Too many bear the name “{name}”; write more of it, or the dossier number.",
    ),
}
WORDS: Saying[tuple[str, str]] = Saying(OWN)


class Refused(Exception):
    """Something that casework does not do; `code` says why, `vi` and `en` say it to people.

    What is told in both languages, as `Words`, is said in each; days, sums, statuses, bodies and
    persons are said as people say them.
    """

    def __init__(self, code: str, **told: object) -> None:
        super().__init__(code)
        self.code, self._told = code, told

    def __str__(self) -> str:
        return self.en

    @property
    def ids(self) -> tuple[str, ...]:
        """By which ids a program names what could have been chosen; people are told the names."""
        known = self._told.get("known")
        return known.ids if isinstance(known, Listed) else ()

    @property
    def vi(self) -> str:
        return self._both.vi

    @property
    def en(self) -> str:
        return self._both.en

    @cached_property
    def _both(self) -> Words:
        none = self.code in UNCHOSEN and str(self._told.get("reason", "")).strip() in ("", "–")
        vi, en = UNCHOSEN[self.code] if none else WORDS[self.code]
        told = said(self._told)
        return Words(
            vi.format(**{name: value.vi for name, value in told.items()}),
            en.format(**{name: value.en for name, value in told.items()}),
        )


def not_too_long(words: str) -> None:
    """Refuses words of which there are more than anybody is made to read."""
    if len(words) > MOST_WORDS:
        raise Refused("too-many-words", count=len(words), most=MOST_WORDS)
