"""Why the register of convictions does not do what it was asked to, in both languages."""

from __future__ import annotations

from continuity.core.finding import Finding, Flawed
from continuity.core.messages import MESSAGES


class Refused(Flawed):
    """Something that was not done, and nothing was changed; `findings` says why."""

    def __init__(self, code: str, **values: object) -> None:
        told = {key: str(value) for key, value in values.items()}
        super().__init__([Finding(f"records-{code}", values=told)])

    @property
    def code(self) -> str:
        """The code of its only finding, without the prefix."""
        return self.findings[0].code.removeprefix("records-")


MESSAGES.update(
    {
        "records-not-keeper": {
            "en": (
                "{person} may not keep the register of convictions for {agency} on {on}.",
                "Expected an officer or head, in person, at a body that has criminal records that day.",
                "`continuity who criminal-records` says which body it is.",
            ),
            "vi": (
                "{person} không được cập nhật lý lịch tư pháp cho {agency} vào ngày {on}.",
                "Cần cán bộ hoặc thủ trưởng của cơ quan có thẩm quyền về lý lịch tư pháp ngày đó.",
                "`continuity who criminal-records` cho biết cơ quan nào.",
            ),
        },
        "records-no-reason": {
            "en": (
                "What is kept of this person differs from what was sent.",
                "Expected the reason of a correction; what was believed before stays readable.",
                "Say why it is corrected.",
            ),
            "vi": (
                "Nội dung đang lưu về người này khác với nội dung gửi đến.",
                "Cần lý do đính chính; nội dung trước đây vẫn được giữ.",
                "Nêu lý do đính chính.",
            ),
        },
        "records-twice": {
            "en": (
                "Judgment {key} stands twice.",
                "Expected each judgment once.",
                "Leave one of the two out.",
            ),
            "vi": (
                "Bản án {key} xuất hiện hai lần.",
                "Mỗi bản án chỉ ghi một lần.",
                "Bỏ một trong hai.",
            ),
        },
        "records-changed": {
            "en": (
                "Somebody else corrected this person's entry meanwhile.",
                "Expected a change to what stands there now.",
                "Look the person up again, and enter what is still missing.",
            ),
            "vi": (
                "Trong lúc đó đã có người khác đính chính nội dung về người này.",
                "Chỉ sửa trên nội dung đang có hiệu lực.",
                "Tra cứu lại và nhập phần còn thiếu.",
            ),
        },
        "records-unknown": {
            "en": (
                "Nothing is kept under the identity number {identity}.",
                "Expected the number of somebody who is in the register, or a first judgment or ban.",
                "Compare the number with the judgment.",
            ),
            "vi": (
                "Không có nội dung nào được lưu với số định danh {identity}.",
                "Cần số của người đã có trong cơ sở dữ liệu, hoặc nhập bản án, lệnh cấm đầu tiên.",
                "Đối chiếu số định danh với bản án.",
            ),
        },
        "records-ground": {
            "en": (
                "The certificate cannot be issued. {en}",
                "Expected that the person may ask for it by the law of the day of filing.",
                "Hand the case back to the decision, and refuse it on this ground.",
            ),
            "vi": (
                "Không thể cấp phiếu. {vi}",
                "Cần người yêu cầu thuộc đối tượng theo luật tại ngày nộp.",
                "Chuyển lại bước duyệt và từ chối theo căn cứ này.",
            ),
        },
        "records-open": {
            "en": (
                "The certificate cannot be issued: {open}.",
                "Expected that nothing is open on the day of issue.",
                "Find out what is missing, correct the register, and issue then.",
            ),
            "vi": (
                "Chưa thể cấp phiếu: {open}.",
                "Vào ngày cấp phải không còn điều gì chưa rõ.",
                "Xác minh điều còn thiếu, cập nhật, rồi cấp phiếu.",
            ),
        },
    }
)
