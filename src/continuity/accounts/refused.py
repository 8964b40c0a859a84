"""Why the accounts room does not do what it was asked to: findings like any other."""

from __future__ import annotations

from continuity.core.finding import Finding, Flawed, said
from continuity.core.messages import MESSAGES


class Refused(Flawed):
    """A verb was refused and nothing was changed; `findings` says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__([Finding(code, values={k: said(v) for k, v in values.items()})])

    @property
    def code(self) -> str:
        """The code of its only finding."""
        return self.findings[0].code


MESSAGES.update(
    {
        "not-appointed": {
            "en": (
                "{person} holds no seat as {role} on {on}.",
                "Expected an appointment that covers the day.",
                "A steward appoints with `continuity user appoint`.",
            ),
            "vi": (
                "{person} không giữ chức vụ {role} nào vào ngày {on}.",
                "Cần một quyết định bổ nhiệm còn hiệu lực ngày đó.",
                "Người quản trị bổ nhiệm bằng `continuity user appoint`.",
            ),
        },
        "wrong-sign-in": {
            "en": (
                "The login, the password or the code is wrong.",
                "Expected all three to belong together; a code is good for one sign-in.",
                "Try again with a new code; a steward can give a new password.",
            ),
            "vi": (
                "Tên đăng nhập, mật khẩu hoặc mã không đúng.",
                "Cả ba phải khớp với nhau; mỗi mã chỉ dùng một lần.",
                "Thử lại với mã mới; người quản trị có thể cấp mật khẩu mới.",
            ),
        },
        "too-many-attempts": {
            "en": (
                "There were too many attempts to sign in.",
                "Expected at most five in five minutes for one login.",
                "Wait five minutes; nothing was tried this time.",
            ),
            "vi": (
                "Đăng nhập sai quá nhiều lần.",
                "Mỗi tên đăng nhập được thử tối đa năm lần trong năm phút.",
                "Chờ năm phút; lần này chưa thử mật khẩu.",
            ),
        },
        "password-temporary": {
            "en": (
                "This password was given out by somebody else.",
                "Expected one of your own, and a second factor.",
                "`continuity sign-in` asks for both the first time.",
            ),
            "vi": (
                "Mật khẩu này do người khác cấp.",
                "Cần mật khẩu của riêng bạn và lớp xác thực thứ hai.",
                "`continuity sign-in` sẽ hỏi cả hai trong lần đầu.",
            ),
        },
        "password-weak": {
            "en": (
                "The new password is too easy to guess.",
                "Expected at least 12 characters, not a common one, not your name, and not the old one.",
                "Four or five words that do not belong together make a good one.",
            ),
            "vi": (
                "Mật khẩu mới quá dễ đoán.",
                "Cần ít nhất 12 ký tự, không thông dụng, không phải tên bạn, khác mật khẩu cũ.",
                "Bốn hoặc năm từ không liên quan với nhau là một mật khẩu tốt.",
            ),
        },
        "signed-out": {
            "en": (
                "Nobody is signed in.",
                "Expected a session that was begun less than nine hours ago.",
                "`continuity sign-in LOGIN`",
            ),
            "vi": (
                "Chưa có ai đăng nhập.",
                "Cần một phiên bắt đầu chưa quá chín giờ.",
                "`continuity sign-in TÊN`",
            ),
        },
        "too-many-passkeys": {
            "en": ("There are {most} passkeys.", "Expected fewer.", "Remove one first."),
            "vi": ("Đã có {most} khoá truy cập.", "Cần ít hơn.", "Xoá bớt một khoá trước."),
        },
        "no-person": {
            "en": (
                "Nobody has the login {login}.",
                "Expected somebody who was added.",
                "`continuity user list` shows everybody.",
            ),
            "vi": (
                "Không ai có tên đăng nhập {login}.",
                "Cần một người đã được thêm.",
                "`continuity user list` liệt kê mọi người.",
            ),
        },
        "login-taken": {
            "en": (
                "Somebody has the login {login}.",
                "Expected a login that nobody has, whatever its case.",
                "Choose another one.",
            ),
            "vi": (
                "Đã có người dùng tên đăng nhập {login}.",
                "Cần một tên chưa ai dùng, không phân biệt hoa thường.",
                "Chọn tên khác.",
            ),
        },
        "login-wrong": {
            "en": (
                "'{login}' is no login.",
                "Expected 2 to 64 letters a–z, digits, dots or hyphens, beginning with a letter.",
                "For example nguyen.thu.hoa.",
            ),
            "vi": (
                "'{login}' không dùng làm tên đăng nhập được.",
                "Cần 2 đến 64 chữ cái a–z, chữ số, dấu chấm hoặc gạch nối, bắt đầu bằng chữ cái.",
                "Ví dụ nguyen.thu.hoa.",
            ),
        },
        "name-wrong": {
            "en": (
                "'{name}' is no name.",
                "Expected 1 to 200 printable characters.",
                "Write the name as it stands in documents.",
            ),
            "vi": (
                "'{name}' không phải họ tên.",
                "Cần 1 đến 200 ký tự in được.",
                "Viết họ tên như trong giấy tờ.",
            ),
        },
        "no-role": {
            "en": (
                "'{role}' is no role.",
                "Expected one of {roles}.",
                "Choose what the seat is for.",
            ),
            "vi": (
                "'{role}' không phải vai trò nào.",
                "Cần một trong: {roles}.",
                "Chọn vai trò của chức vụ.",
            ),
        },
        "no-agency": {
            "en": (
                "There is no agency {agency} on {on}.",
                "Expected the key of one, such as vn.31.police.",
                "`continuity unit` and `continuity who` show the keys.",
            ),
            "vi": (
                "Không có cơ quan {agency} vào ngày {on}.",
                "Cần mã của một cơ quan, ví dụ vn.31.police.",
                "`continuity unit` và `continuity who` cho biết mã.",
            ),
        },
        "seat-taken": {
            "en": (
                "Somebody holds the seat {seat} at {agency} in those days.",
                "Expected a seat that is free from the first day to the last.",
                "End that appointment first, or name another seat.",
            ),
            "vi": (
                "Chức vụ {seat} tại {agency} đã có người giữ trong thời gian đó.",
                "Cần chức vụ còn trống suốt thời gian bổ nhiệm.",
                "Kết thúc bổ nhiệm cũ trước, hoặc chọn chức vụ khác.",
            ),
        },
        "no-appointment": {
            "en": (
                "{person} has no such appointment that could end on {on}.",
                "Expected one that is not over by then.",
                "`continuity user list` shows the appointments.",
            ),
            "vi": (
                "{person} không có bổ nhiệm nào như vậy để kết thúc ngày {on}.",
                "Cần một bổ nhiệm chưa hết hạn.",
                "`continuity user list` liệt kê các bổ nhiệm.",
            ),
        },
        "days-wrong": {
            "en": (
                "An appointment cannot end on {until} and begin on {since}.",
                "Expected its last day to be after its first.",
                "Mind the order of the days.",
            ),
            "vi": (
                "Bổ nhiệm không thể kết thúc ngày {until} khi bắt đầu ngày {since}.",
                "Ngày kết thúc phải sau ngày bắt đầu.",
                "Kiểm tra lại thứ tự hai ngày.",
            ),
        },
        "wrong-token": {
            "en": (
                "The token is not good.",
                "Expected one that is not over and not revoked, of somebody who may sign in.",
                "A steward gives one with `continuity user token`.",
            ),
            "vi": (
                "Mã truy cập không dùng được.",
                "Cần mã còn hạn, chưa bị thu hồi, của người còn được đăng nhập.",
                "Người quản trị cấp mã bằng `continuity user token`.",
            ),
        },
        "token-days": {
            "en": (
                "A token cannot be good until {until}.",
                "Expected a day after {on}, at most {most} days on.",
                "Choose another day; a new token takes a minute.",
            ),
            "vi": (
                "Mã truy cập không thể có hạn đến {until}.",
                "Cần một ngày sau {on}, nhiều nhất {most} ngày.",
                "Chọn ngày khác; cấp mã mới rất nhanh.",
            ),
        },
        "not-seated": {
            "en": (
                "{person} does not sit as {role} at {agency} on {on}.",
                "Expected a seat that the person holds today.",
                "`continuity user list` shows the seats.",
            ),
            "vi": (
                "{person} không giữ vai trò {role} tại {agency} vào ngày {on}.",
                "Cần một chức vụ người đó đang giữ hôm nay.",
                "`continuity user list` liệt kê các chức vụ.",
            ),
        },
        "no-such-purpose": {
            "en": (
                "'{purpose}' is no purpose of this seat.",
                "Expected one of: {purposes}.",
                "Leave agency and role out for somebody's own cases.",
            ),
            "vi": (
                "'{purpose}' không phải mục đích của chức vụ này.",
                "Cần một trong: {purposes}.",
                "Bỏ cơ quan và vai trò nếu chỉ để xem hồ sơ của chính mình.",
            ),
        },
        "no-such-token": {
            "en": (
                "There is no token {token} that could be revoked.",
                "Expected the id of one that is good.",
                "`continuity user tokens` lists them.",
            ),
            "vi": (
                "Không có mã truy cập {token} nào để thu hồi.",
                "Cần số của một mã còn dùng được.",
                "`continuity user tokens` liệt kê các mã.",
            ),
        },
    }
)
