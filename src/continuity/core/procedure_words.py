"""The words of findings about a procedure that was written badly."""

from __future__ import annotations

from continuity.core.messages import MESSAGES

MESSAGES.update(
    {
        "procedure-id": {
            "en": (
                "{thing} is no id.",
                "Expected small letters and digits, joined by hyphens.",
                "Rename it, as in `seal-kind`.",
            ),
            "vi": (
                "{thing} không phải mã hợp lệ.",
                "Cần chữ thường không dấu và chữ số, nối bằng gạch nối.",
                "Đổi tên, như `seal-kind`.",
            ),
        },
        "procedure-version": {
            "en": ("{thing} has the version {got}.", "Expected 1 or more.", "Count from 1."),
            "vi": ("{thing} có phiên bản {got}.", "Cần từ 1 trở lên.", "Đánh số từ 1."),
        },
        "procedure-never": {
            "en": (
                "{thing} is in force from {since} until {until}, which is no day.",
                "Expected a repeal after the first day.",
                "Correct `until`, or leave it out.",
            ),
            "vi": (
                "{thing} có hiệu lực từ {since} đến trước {until}, tức là không ngày nào.",
                "Ngày bãi bỏ phải sau ngày đầu có hiệu lực.",
                "Sửa `until`, hoặc bỏ đi.",
            ),
        },
        "procedure-no-vietnamese": {
            "en": (
                "{thing} has no Vietnamese.",
                "Expected each text in Vietnamese.",
                "Write it in the words of the statute.",
            ),
            "vi": (
                "{thing} chưa có tiếng Việt.",
                "Mọi nội dung phải có tiếng Việt.",
                "Ghi theo thuật ngữ của văn bản pháp luật.",
            ),
        },
        "procedure-choices": {
            "en": (
                "{thing} is a choice of nothing, or has choices and is none.",
                "Expected choices where the kind is `choice`, and only there.",
                "Add choices, or change the kind.",
            ),
            "vi": (
                "{thing} là mục chọn mà không có lựa chọn, hoặc có lựa chọn mà không phải mục chọn.",
                "Chỉ loại `choice` có lựa chọn, và phải có.",
                "Thêm lựa chọn, hoặc đổi loại.",
            ),
        },
        "procedure-most": {
            "en": ("{thing} may have {got} letters.", "Expected 1 or more.", "Correct `most`."),
            "vi": ("{thing} cho phép {got} ký tự.", "Cần từ 1 trở lên.", "Sửa `most`."),
        },
        "procedure-media": {
            "en": (
                "No file could be taken for {thing}.",
                "Expected a kind of file and a size of 1 byte or more.",
                "Correct `media` or `most_bytes`.",
            ),
            "vi": (
                "Không nhận được tệp nào cho {thing}.",
                "Cần loại tệp và dung lượng từ 1 byte.",
                "Sửa `media` hoặc `most_bytes`.",
            ),
        },
        "procedure-when-later": {
            "en": (
                "{thing} depends on {field}, which is not asked before it.",
                "Expected an earlier field.",
                "Move it behind {field}, or correct the name.",
            ),
            "vi": (
                "{thing} phụ thuộc vào {field}, mục không được hỏi trước đó.",
                "Cần một mục đứng trước.",
                "Chuyển xuống sau {field}, hoặc sửa tên.",
            ),
        },
        "procedure-when-never": {
            "en": (
                "{thing} waits for an answer that {field} cannot have.",
                "Expected answers among: {known}.",
                "Correct `among`.",
            ),
            "vi": (
                "{thing} chờ câu trả lời mà {field} không thể có.",
                "Cần câu trả lời trong: {known}.",
                "Sửa `among`.",
            ),
        },
        "procedure-intake-first": {
            "en": (
                "{thing} does not begin with intake, or has it twice.",
                "Expected intake as the first step and no other.",
                "Put one intake step first.",
            ),
            "vi": (
                "{thing} không bắt đầu bằng tiếp nhận, hoặc tiếp nhận hai lần.",
                "Tiếp nhận là bước đầu tiên và chỉ một lần.",
                "Đặt một bước tiếp nhận lên đầu.",
            ),
        },
        "procedure-no-duty": {
            "en": ("Nobody does {duty} in {thing}.", "Expected such a step.", "Add the step."),
            "vi": ("{thing} không có bước {duty}.", "Cần có bước này.", "Thêm bước."),
        },
        "procedure-one-person": {
            "en": (
                "One person could take {thing} from intake to issue alone.",
                "Expected two steps or more among intake, check, decision and issue.",
                "Add a step that another person takes.",
            ),
            "vi": (
                "Một người có thể làm trọn {thing} từ tiếp nhận đến cấp kết quả.",
                "Cần ít nhất hai bước trong số tiếp nhận, thẩm tra, quyết định, cấp kết quả.",
                "Thêm bước do người khác thực hiện.",
            ),
        },
        "procedure-no-seat": {
            "en": ("Nobody may take {thing}.", "Expected a role.", "Add one to `seats`."),
            "vi": ("Không ai được thực hiện {thing}.", "Cần một vai trò.", "Thêm vào `seats`."),
        },
        "procedure-apart": {
            "en": (
                "{thing} stands apart from {other}, which is no earlier step.",
                "Expected an earlier step.",
                "Correct `apart`.",
            ),
            "vi": (
                "{thing} phải khác người với {other}, nhưng đó không phải bước đứng trước.",
                "Cần một bước đứng trước.",
                "Sửa `apart`.",
            ),
        },
        "procedure-term": {
            "en": (
                "{thing} is {got}.",
                "Expected more than 0: working days in halves, hours in any part, else whole.",
                "Correct the amount or the unit.",
            ),
            "vi": (
                "{thing} là {got}.",
                "Cần lớn hơn 0: ngày làm việc theo nửa ngày, giờ tùy ý, còn lại là số nguyên.",
                "Sửa số lượng hoặc đơn vị.",
            ),
        },
        "procedure-no-output": {
            "en": ("{thing} issues nothing.", "Expected a result.", "Add an output."),
            "vi": ("{thing} không có kết quả.", "Cần kết quả giải quyết.", "Thêm kết quả."),
        },
        "procedure-no-channel": {
            "en": ("{thing} can be filed nowhere.", "Expected a channel.", "Add a channel."),
            "vi": (
                "{thing} không có hình thức nộp nào.",
                "Cần một hình thức nộp hồ sơ.",
                "Thêm hình thức.",
            ),
        },
        "procedure-no-law": {
            "en": (
                "{thing} names no law.",
                "Expected the text on which it stands.",
                "Add the source; leave `verified` false until somebody has read it.",
            ),
            "vi": (
                "{thing} không nêu căn cứ pháp lý.",
                "Cần văn bản làm căn cứ.",
                "Bổ sung nguồn; để `verified` là false cho đến khi có người đối chiếu.",
            ),
        },
    }
)
