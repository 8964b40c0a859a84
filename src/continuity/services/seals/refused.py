"""Why the register of seals does not do what it was asked to, in both languages."""

from __future__ import annotations

from datetime import date

from django.db import Error

from continuity.accounts.today import today
from continuity.core.finding import Finding, Flawed, Said, said_day
from continuity.core.messages import MESSAGES
from continuity.core.terms import TERMS
from continuity.register.called import called
from continuity.services.seals.titled import title


class Refused(Flawed):
    """Something that was not done, and nothing was changed; `findings` says why.

    Days, bodies, decrees and the words of the register are said as people say them.
    """

    def __init__(self, code: str, **values: object) -> None:
        on = values.get("on")
        told = {name: _said(name, value, on) for name, value in values.items()}
        super().__init__([Finding(f"seal-{code}", values=told)])

    @property
    def code(self) -> str:
        """The code of its only finding, without the prefix."""
        return self.findings[0].code.removeprefix("seal-")


def _said(name: str, value: object, on: object) -> str:
    if isinstance(value, Said):
        return value
    if isinstance(value, date):
        return said_day(value)
    text = str(value)
    if name == "body" and text == "–":
        return Said("any body", "bất kỳ cơ quan, tổ chức nào")
    if name in ("agency", "body", "heir") and text != "–":
        return _named(text, on if isinstance(on, date) else today())
    if name == "decree":
        return _titled(text)
    if name in ("state", "act", "possible", "roles"):
        return _words(text)
    return text


def _named(id: str, on: date) -> str:
    try:
        names = called(id, on)
    except Error:  # said even where nothing can be asked any more
        return id
    return Said(names.en or names.vi, names.vi)


def _titled(decree: str) -> str:
    try:
        names = title(decree)
    except Error:
        return decree
    return Said(names.en, names.vi)


def _words(text: str) -> str:
    """Words of the register, or a list of them."""
    parts = [part.strip() for part in text.split(",")]
    english = ", ".join(part.replace("-", " ") for part in parts)
    return Said(english, ", ".join(TERMS.get(part, part) for part in parts))


MESSAGES.update(
    {
        "seal-not-seated": {
            "en": (
                "{person} holds no seat at {agency} on {on} in which to do this.",
                "Expected: {roles}.",
                "Somebody in such a seat does it, or you are appointed to one.",
            ),
            "vi": (
                "{person} không giữ chức vụ nào tại {agency} vào ngày {on} để làm việc này.",
                "Cần chức vụ: {roles}.",
                "Nhờ người giữ chức vụ đó, hoặc được bổ nhiệm.",
            ),
        },
        "seal-not-registrar": {
            "en": (
                "{agency} does not register seals for {body} on {on}.",
                "Expected the body that is competent for seals there on that day.",
                "The page Who is responsible says which one it is.",
            ),
            "vi": (
                "{agency} không phải cơ quan đăng ký mẫu con dấu của {body} vào ngày {on}.",
                "Cần cơ quan có thẩm quyền đăng ký con dấu tại nơi đó, ngày đó.",
                "Trang Ai có thẩm quyền cho biết đó là cơ quan nào.",
            ),
        },
        "seal-no-body": {
            "en": (
                "There is no body {body}.",
                "Expected the key of one, such as vn.31.police.",
                "Look it up under Units.",
            ),
            "vi": (
                "Không có cơ quan, tổ chức {body}.",
                "Cần mã của một cơ quan, ví dụ vn.31.police.",
                "Tra tại trang Đơn vị.",
            ),
        },
        "seal-no-seal": {
            "en": (
                "There is no seal {seal} in the register.",
                "Expected the number of a certificate, or the link of a seal.",
                "Search by the name of the body.",
            ),
            "vi": (
                "Sổ đăng ký không có con dấu {seal}.",
                "Cần số giấy chứng nhận hoặc đường dẫn của con dấu.",
                "Tìm theo tên cơ quan, tổ chức.",
            ),
        },
        "seal-which": {
            "en": (
                "{body} has several seals of this kind, and the form does not say which.",
                "Expected the number of a certificate{known}.",
                "Write the number in the form, or ask the body for it.",
            ),
            "vi": (
                "{body} có nhiều con dấu loại này, hồ sơ chưa ghi con dấu nào.",
                "Cần số đăng ký mẫu con dấu{known}.",
                "Ghi số đó vào đơn, hoặc hỏi lại cơ quan, tổ chức.",
            ),
        },
        "seal-none-fits": {
            "en": (
                "No seal of {body} fits this case: {seals}.",
                "Expected one that still is what the case takes it for.",
                "Look at the register; hand the case back, or refuse it.",
            ),
            "vi": (
                "Không có con dấu nào của {body} phù hợp với hồ sơ: {seals}.",
                "Cần con dấu có tình trạng đúng như hồ sơ nêu.",
                "Xem sổ đăng ký; trả lại bước trước hoặc từ chối hồ sơ.",
            ),
        },
        "seal-body-ended": {
            "en": (
                "{body} has ended by {on}.",
                "Expected a body that stands on the day; {heir} continues this one.",
                "Register or give out the seal of that one.",
            ),
            "vi": (
                "{body} đã kết thúc hoạt động trước hoặc trong ngày {on}.",
                "Cần cơ quan, tổ chức còn hoạt động; {heir} kế tục.",
                "Đăng ký hoặc giao con dấu của cơ quan kế tục.",
            ),
        },
        "seal-one-wet-seal": {
            "en": (
                "{body} has a wet seal already.",
                "Expected one wet seal a body, or a decision that allows one more (art. 5, 16).",
                "Register it as additional, by the decision that allows it.",
            ),
            "vi": (
                "{body} đã có con dấu ướt.",
                "Mỗi cơ quan, tổ chức một con dấu ướt, trừ khi được phép dùng thêm (Điều 5, 16).",
                "Đăng ký thêm con dấu theo văn bản cho phép.",
            ),
        },
        "seal-hand-in-first": {
            "en": (
                "The new seal of {body} is not given out: {old} has not been handed in.",
                "Expected the old seal first, unless the decision on the reform allows both.",
                "Scan the old one in, or declare it lost; or a head gives it out by that decision.",
            ),
            "vi": (
                "Chưa giao được con dấu mới của {body}: {old} chưa nộp lại.",
                "Con dấu cũ phải nộp trước, trừ khi quyết định sắp xếp cho phép.",
                "Quét nhận con dấu cũ, hoặc khai báo mất; hoặc lãnh đạo giao theo quyết định đó.",
            ),
        },
        "seal-not-now": {
            "en": (
                "Seal {certificate} is {state}; it cannot become {act}.",
                "Expected: {possible}.",
                "Look at its history; somebody else may have been quicker.",
            ),
            "vi": (
                "Con dấu {certificate} {state}, không thể chuyển thành {act}.",
                "Chỉ có thể: {possible}.",
                "Xem lịch sử con dấu; có thể người khác đã làm trước.",
            ),
        },
        "seal-too-early": {
            "en": (
                "Seal {certificate} was {state} on {last}; {on} is before that.",
                "Expected a day from then on.",
                "Mind the day.",
            ),
            "vi": (
                "Con dấu {certificate} {state} ngày {last}, sau ngày {on}.",
                "Cần ngày từ đó trở đi.",
                "Kiểm tra lại ngày.",
            ),
        },
        "seal-unwritable": {
            "en": (
                "The field {field} holds what cannot be kept.",
                "Expected text of at most {most} letters, without control characters.",
                "Write it anew.",
            ),
            "vi": (
                "Mục {field} có nội dung không lưu được.",
                "Cần văn bản dài tối đa {most} ký tự, không có ký tự điều khiển.",
                "Nhập lại.",
            ),
        },
        "seal-no-reason": {
            "en": (
                "No reason was given.",
                "Expected words that others can read: why, and by which decision.",
                "Write it down; it stays with the act.",
            ),
            "vi": (
                "Chưa nêu lý do.",
                "Cần ghi rõ vì sao và theo văn bản nào.",
                "Ghi lại; lý do được lưu cùng việc làm.",
            ),
        },
        "seal-list-later": {
            "en": (
                "A list of {last} is published already; {on} is before that.",
                "Expected a day from then on.",
                "Mind the day; old lists stay as they are.",
            ),
            "vi": (
                "Đã công bố danh sách ngày {last}, sau ngày {on}.",
                "Cần ngày từ đó trở đi.",
                "Kiểm tra lại ngày; danh sách cũ giữ nguyên.",
            ),
        },
        "seal-list-key": {
            "en": (
                "{agency} has no key of its own here to sign the list of {on} with.",
                "Expected a key of the agency; a leader's own token signs papers, not lists.",
                "A steward registers one: `continuity key add`.",
            ),
            "vi": (
                "{agency} chưa có khoá ký số của cơ quan để ký danh sách ngày {on}.",
                "Cần khoá của cơ quan; khoá riêng của thủ trưởng chỉ ký giấy tờ, không ký danh sách.",
                "Quản trị đăng ký khoá bằng lệnh `continuity key add`.",
            ),
        },
        "seal-not-in-force": {
            "en": (
                "The reform {decree} is not in force.",
                "Expected one that is enacted; a draft changes no seal yet.",
                "Enact it first, or look under Reforms whether it was withdrawn.",
            ),
            "vi": (
                "Cuộc sắp xếp {decree} chưa có hiệu lực pháp lý.",
                "Cần văn bản đã ban hành; dự thảo chưa làm thay đổi con dấu nào.",
                "Ban hành trước, hoặc xem trang Sắp xếp để biết đã thu hồi chưa.",
            ),
        },
        "seal-no-night": {
            "en": (
                "No exchange of seals was prepared here.",
                "Expected the link of one that was.",
                "Prepare it from the list of reforms.",
            ),
            "vi": (
                "Chưa có đợt thu, đổi con dấu nào được chuẩn bị ở đây.",
                "Cần đường dẫn của một đợt đã chuẩn bị.",
                "Chuẩn bị từ danh sách sắp xếp.",
            ),
        },
        "seal-outdated": {
            "en": (
                "The reform changed since this was prepared.",
                "Expected an exchange that was prepared for the reform as it stands.",
                "Prepare it again; labels that are printed stay good.",
            ),
            "vi": (
                "Cuộc sắp xếp đã thay đổi sau khi chuẩn bị.",
                "Cần đợt được chuẩn bị theo văn bản hiện hành.",
                "Chuẩn bị lại; nhãn đã in vẫn dùng được.",
            ),
        },
        "seal-withdrawn": {
            "en": (
                "The reform {decree} was withdrawn.",
                "Expected one that is in force.",
                "Give back what was handed in; the list says what.",
            ),
            "vi": (
                "Cuộc sắp xếp {decree} đã thu hồi.",
                "Cần cuộc sắp xếp còn hiệu lực.",
                "Trả lại con dấu đã nộp theo danh sách.",
            ),
        },
        "seal-nothing-due": {
            "en": (
                "{decree} ends, founds and renames no body here.",
                "Expected at least one.",
                "Choose another reform, or a wider area.",
            ),
            "vi": (
                "{decree} không kết thúc, thành lập hay đổi tên cơ quan nào ở đây.",
                "Cần ít nhất một.",
                "Chọn cuộc sắp xếp khác hoặc phạm vi rộng hơn.",
            ),
        },
        "seal-too-narrow": {
            "en": (
                "{bodies} bodies do not fit into {places} places at the collection points.",
                "Expected a place for each.",
                "Add a point, open it longer, or take more in each slot.",
            ),
            "vi": (
                "{bodies} cơ quan, tổ chức không xếp vừa {places} lượt tại các điểm thu.",
                "Mỗi cơ quan, tổ chức cần một lượt.",
                "Thêm điểm thu, mở lâu hơn, hoặc nhận nhiều hơn mỗi khung giờ.",
            ),
        },
        "seal-no-point": {
            "en": (
                "There is no collection point {point}.",
                "Expected one of: {known}.",
                "Choose one of the list.",
            ),
            "vi": (
                "Không có điểm thu {point}.",
                "Cần một trong: {known}.",
                "Chọn trong danh sách.",
            ),
        },
        "seal-same-person": {
            "en": (
                "{person} asked for this, so another person must do it.",
                "Expected somebody else of the registrar: the public register takes two.",
                "Ask a colleague to look at it; it waits on the desk of the register.",
            ),
            "vi": (
                "{person} là người đề nghị nên không được tự xác nhận.",
                "Cần người khác của cơ quan đăng ký: sổ công khai phải có hai người cùng làm.",
                "Nhờ đồng nghiệp xem lại; việc đang chờ ở trang Sổ con dấu.",
            ),
        },
        "seal-waits": {
            "en": (
                "Something waits on seal {certificate} already: {act}, asked by {person}.",
                "Expected that another person looks at it first.",
                "Open the seal; agree or turn it down, then ask for something else.",
            ),
            "vi": (
                "Con dấu {certificate} đang có việc chờ người thứ hai: {act}, do {person} đề nghị.",
                "Cần người khác xem lại việc đó trước.",
                "Mở con dấu, đồng ý hoặc không đồng ý, rồi mới đề nghị việc khác.",
            ),
        },
        "seal-nothing-waits": {
            "en": (
                "Nothing waits on seal {certificate} for a second look.",
                "Expected something that another person asked for.",
                "Look at its history; somebody may have been quicker.",
            ),
            "vi": (
                "Con dấu {certificate} không có việc nào chờ người thứ hai.",
                "Cần việc do người khác đề nghị.",
                "Xem lịch sử con dấu; có thể người khác đã làm trước.",
            ),
        },
    }
)
