"""Why the register of convictions does not do what it was asked to, in both languages."""

from __future__ import annotations

from continuity.core.finding import Finding, Flawed, said
from continuity.core.messages import MESSAGES


class Refused(Flawed):
    """Something that was not done, and nothing was changed; `findings` says why."""

    def __init__(self, code: str, **values: object) -> None:
        told = {key: said(value) for key, value in values.items()}
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
                "The certificate cannot be issued: {en}.",
                "Expected that nothing is open on the day of issue.",
                "Find out what is missing, correct the register, and issue then.",
            ),
            "vi": (
                "Chưa thể cấp phiếu: {vi}.",
                "Vào ngày cấp phải không còn điều gì chưa rõ.",
                "Xác minh điều còn thiếu, cập nhật, rồi cấp phiếu.",
            ),
        },
        "records-two": {
            "en": (
                "Certificate No. 2 is shared with nobody.",
                "Expected certificate No. 1; nobody may require No. 2 of anybody.",
                "Ask for certificate No. 1, where a text of law provides for it.",
            ),
            "vi": (
                "Phiếu lý lịch tư pháp số 2 không chia sẻ cho ai.",
                "Chỉ chia sẻ phiếu số 1; không ai được yêu cầu người khác nộp phiếu số 2.",
                "Đề nghị phiếu số 1 nếu có văn bản quy định.",
            ),
        },
        "records-not-shared": {
            "en": (
                "No certificate can be shown with this number and this code.",
                "Expected its number, and a code of its holder that is still good.",
                "Compare both, or ask the holder for another code.",
            ),
            "vi": (
                "Không có phiếu nào xem được với số và mã này.",
                "Cần số của phiếu và mã còn hiệu lực do người được cấp phiếu đưa cho bạn.",
                "Xem lại số và mã, hoặc xin người đó một mã khác.",
            ),
        },
        "records-checked-often": {
            "en": (
                "That was asked too often.",
                "Expected a few checks in five minutes.",
                "Wait five minutes and try again.",
            ),
            "vi": (
                "Đã hỏi quá nhiều lần.",
                "Mỗi năm phút chỉ được hỏi vài lần.",
                "Chờ năm phút rồi thử lại.",
            ),
        },
        "records-not-in-force": {
            "en": (
                "Certificate {number} is no longer in force.",
                "Expected a certificate that was neither taken back nor corrected.",
                "Make a code for the one that took its place.",
            ),
            "vi": (
                "Phiếu {number} không còn giá trị.",
                "Cần phiếu chưa bị thu hồi, chưa được đính chính.",
                "Tạo mã cho phiếu đã thay thế nó.",
            ),
        },
        "records-share-days": {
            "en": (
                "The last day of the code cannot be that day.",
                "Expected a day from {on} to {last}.",
                "Choose such a day; a code can be made again later.",
            ),
            "vi": (
                "Mã không thể có hiệu lực đến ngày đó.",
                "Cần một ngày từ {on} đến {last}.",
                "Chọn ngày trong khoảng này; sau này vẫn tạo được mã khác.",
            ),
        },
        "records-share-purpose": {
            "en": (
                "It is not said for whom and for what the code is.",
                "Expected some words, at most {most} letters.",
                "Say for whom it is: you will find the code by it.",
            ),
            "vi": (
                "Chưa ghi mã này đưa cho ai, để làm gì.",
                "Cần ghi vài chữ, nhiều nhất {most} ký tự.",
                "Ghi rõ đưa cho ai để sau này nhận ra mã.",
            ),
        },
        "records-share-many": {
            "en": (
                "{most} codes of this certificate are good already.",
                "Expected fewer at the same time.",
                "End one that is no longer needed.",
            ),
            "vi": (
                "Phiếu này đang có {most} mã còn hiệu lực.",
                "Không được có nhiều mã hơn cùng lúc.",
                "Kết thúc một mã không còn cần.",
            ),
        },
        "records-agency-files": {
            "en": (
                "This is filed by an agency, not by a person.",
                "Expected an officer at the desk of the agency that asks.",
                "For your own record choose certificate No. 1 or No. 2.",
            ),
            "vi": (
                "Thủ tục này do cơ quan nộp, không phải cá nhân.",
                "Cần cán bộ nộp tại bàn làm việc của cơ quan yêu cầu.",
                "Nếu cần phiếu của chính mình, chọn phiếu số 1 hoặc số 2.",
            ),
        },
        "records-asks-for-another": {
            "en": (
                "An agency asks for itself and for no other body.",
                "Expected your own agency as the body that asks, or the issuer with a letter by post.",
                "Name your own agency.",
            ),
            "vi": (
                "Cơ quan chỉ được hỏi cho chính mình, không hỏi thay cơ quan khác.",
                "Cơ quan yêu cầu phải là cơ quan của bạn, trừ nơi cấp nhập công văn gửi qua bưu chính.",
                "Ghi cơ quan của bạn.",
            ),
        },
        "records-online": {
            "en": (
                "Since 1 July 2026 a certificate is asked for online.",
                "Expected at the counter or by post: a foreigner, or somebody without an e-identity.",
                "Help to file it online, or say why that is not possible.",
            ),
            "vi": (
                "Từ ngày 01/07/2026, phiếu lý lịch tư pháp được yêu cầu trực tuyến.",
                "Nộp tại quầy, qua bưu chính: chỉ người nước ngoài, người chưa có định danh điện tử.",
                "Hướng dẫn nộp trực tuyến, hoặc ghi rõ vì sao không thể.",
            ),
        },
        "records-basis-ended": {
            "en": (
                "This text is not in force on {on}: {en}.",
                "Expected a text of the closed register that is in force on the day of filing.",
                "Choose the text that holds now; without one nobody may require the certificate.",
            ),
            "vi": (
                "Văn bản này không có hiệu lực vào ngày {on}: {vi}.",
                "Cần văn bản thuộc danh mục, có hiệu lực vào ngày nộp.",
                "Chọn văn bản đang có hiệu lực; không có căn cứ thì không ai được đòi phiếu.",
            ),
        },
        "records-no-letter": {
            "en": (
                "There is no letter to write about case {number}.",
                "Expected an agency's question that you answer, and that has been answered.",
                "Issue the answer first; of criminal proceedings nobody is written to.",
            ),
            "vi": (
                "Hồ sơ {number} không có thư báo nào cần gửi.",
                "Cần yêu cầu của cơ quan do bạn giải quyết và đã được trả lời.",
                "Cấp văn bản trả lời trước; yêu cầu của cơ quan tố tụng thì không gửi thư báo.",
            ),
        },
        "records-not-listed": {
            "en": (
                "Nobody is opened by this row.",
                "Expected a row of the last list of your own ground.",
                "Look at the list again; it may have been drawn anew.",
            ),
            "vi": (
                "Dòng này không mở được hồ sơ của ai.",
                "Cần một dòng trong danh sách mới nhất thuộc địa bàn của bạn.",
                "Xem lại danh sách; có thể danh sách đã được lập mới.",
            ),
        },
        "records-hidden": {
            "en": (
                "The register is not open for case {number}.",
                "Expected a case that is still open, at the body that must decide it that day.",
                "For a case that is over, correct its paper; otherwise ask the competent body.",
            ),
            "vi": (
                "Không được mở cơ sở dữ liệu cho hồ sơ {number}.",
                "Cần hồ sơ còn đang giải quyết, tại cơ quan phải giải quyết trong ngày.",
                "Hồ sơ đã xong thì đính chính phiếu; nếu không, hỏi cơ quan có thẩm quyền.",
            ),
        },
    }
)
