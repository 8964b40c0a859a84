"""The words of findings about a service: its fees, cut-over rules, steps and filled forms."""

from __future__ import annotations

from continuity.core.messages import MESSAGES

MESSAGES.update(
    {
        "id-twice": {
            "en": ("{thing} stands twice.", "Expected each id once.", "Rename one of the two."),
            "vi": (
                "{thing} xuất hiện hai lần.",
                "Mỗi mã chỉ được dùng một lần.",
                "Đổi tên một trong hai.",
            ),
        },
        "not-of-its-type": {
            "en": ("{where} is {got}.", "Expected {expected}.", "Correct the value."),
            "vi": ("{where} đang là {got}.", "Cần {expected}.", "Sửa lại giá trị."),
        },
        "no-tariff": {
            "en": ("There is no tariff {thing}.", "Expected one of: {known}.", "Correct the key."),
            "vi": ("Không có biểu phí {thing}.", "Cần một trong: {known}.", "Sửa lại khóa."),
        },
        "no-exemption": {
            "en": (
                "{thing} is no ground for paying less by the tariff {tariff}.",
                "Expected one of: {known}.",
                "Choose a ground of the list, or none.",
            ),
            "vi": (
                "{thing} không phải căn cứ miễn, giảm nào của biểu phí {tariff}.",
                "Cần một trong: {known}.",
                "Chọn một căn cứ trong danh mục, hoặc không chọn.",
            ),
        },
        "fee-amount": {
            "en": (
                "The amount of {thing} is {amount} VND.",
                "Expected 0 or more, and no reduction above the full amount.",
                "Correct the amount.",
            ),
            "vi": (
                "Mức thu của {thing} là {amount} đồng.",
                "Cần từ 0 trở lên; mức giảm không cao hơn mức đầy đủ.",
                "Sửa lại mức thu.",
            ),
        },
        "cutover-nobody": {
            "en": (
                (
                    "No row says who finishes a matter received on {received}, due on {due}, taken in by "
                    "{taker}, asked about on {on}."
                ),
                "Expected exactly one row.",
                "Add a row, or widen the one that should speak.",
            ),
            "vi": (
                (
                    "Chưa dòng nào nêu ai giải quyết hồ sơ tiếp nhận ngày {received}, "
                    "hẹn trả ngày {due}, do {taker} tiếp nhận, xét vào ngày {on}."
                ),
                "Cần đúng một dòng.",
                "Thêm một dòng, hoặc mở rộng dòng cần áp dụng.",
            ),
        },
        "cutover-several": {
            "en": (
                (
                    "{rules} all speak for a matter received on {received}, due on {due}, taken in by "
                    "{taker}, asked about on {on}."
                ),
                "Expected exactly one row.",
                "Narrow all of them but one.",
            ),
            "vi": (
                (
                    "{rules} cùng áp dụng cho hồ sơ tiếp nhận ngày {received}, hẹn trả ngày {due}, "
                    "do {taker} tiếp nhận, xét vào ngày {on}."
                ),
                "Cần đúng một dòng.",
                "Thu hẹp các dòng còn lại, chỉ để một dòng.",
            ),
        },
        "cutover-kind": {
            "en": (
                "{thing} is named by a row but is no kind of body that takes matters in.",
                "Expected one of: {known}.",
                "Correct the row, or add the kind to the list.",
            ),
            "vi": (
                "{thing} được nêu trong một dòng nhưng không thuộc loại cơ quan tiếp nhận nào.",
                "Cần một trong: {known}.",
                "Sửa lại dòng, hoặc bổ sung loại cơ quan vào danh mục.",
            ),
        },
        "cutover-too-long": {
            "en": (
                "The table has {rows} rows.",
                "Expected at most {most}.",
                "Join rows that say the same.",
            ),
            "vi": ("Bảng có {rows} dòng.", "Tối đa {most}.", "Gộp các dòng có cùng nội dung."),
        },
        "step-unknown": {
            "en": (
                "{step} is no step of this procedure.",
                "Expected one of: {known}.",
                "Open the case again and take the step that it shows.",
            ),
            "vi": (
                "{step} không phải bước nào của thủ tục này.",
                "Cần một trong: {known}.",
                "Mở lại hồ sơ và thực hiện bước đang hiển thị.",
            ),
        },
        "step-taken": {
            "en": (
                "The step “{en}” has been taken already.",
                "Expected each step once.",
                "Open the case again; a colleague was quicker.",
            ),
            "vi": (
                "Bước “{vi}” đã được thực hiện.",
                "Mỗi bước chỉ thực hiện một lần.",
                "Mở lại hồ sơ; đồng nghiệp đã làm bước này.",
            ),
        },
        "step-early": {
            "en": (
                "The step “{en}” comes later; “{first}” has not been taken yet.",
                "Expected the steps in their order.",
                "Take “{first}” first.",
            ),
            "vi": (
                "Chưa đến bước “{vi}”; bước “{first_vi}” chưa được thực hiện.",
                "Các bước phải theo thứ tự.",
                "Thực hiện “{first_vi}” trước.",
            ),
        },
        "step-seat": {
            "en": (
                "The role {role} may not take the step “{en}”.",
                "Expected one of: {seats}.",
                "Ask somebody who holds such a seat.",
            ),
            "vi": (
                "Vai trò {role} không được thực hiện bước “{vi}”.",
                "Cần một trong: {seats}.",
                "Chuyển cho người giữ vị trí phù hợp.",
            ),
        },
        "step-apart": {
            "en": (
                "The step “{en}” is not taken by whoever took {others}.",
                "Expected another person.",
                "Hand the case to a colleague for this step.",
            ),
            "vi": (
                "Người đã thực hiện {others} không được thực hiện bước “{vi}”.",
                "Cần một người khác.",
                "Chuyển hồ sơ cho đồng nghiệp ở bước này.",
            ),
        },
        "step-four-eyes": {
            "en": (
                "With the step “{en}” one person would have taken in, checked, decided and issued.",
                "Expected at least two people for one case.",
                "Hand the case to a colleague for this step.",
            ),
            "vi": (
                (
                    "Nếu làm cả bước “{vi}”, một người sẽ vừa tiếp nhận, thẩm tra, quyết định "
                    "và cấp kết quả."
                ),
                "Mỗi hồ sơ cần ít nhất hai người thực hiện.",
                "Chuyển hồ sơ cho đồng nghiệp ở bước này.",
            ),
        },
        "form-too-early": {
            "en": (
                "This version of the procedure is in force from {since}, not yet on {on}.",
                "Expected a day on which it is in force.",
                "Open the form again.",
            ),
            "vi": (
                "Phiên bản thủ tục này có hiệu lực từ {since}, chưa áp dụng vào ngày {on}.",
                "Cần một ngày mà thủ tục đã có hiệu lực.",
                "Mở lại biểu mẫu.",
            ),
        },
        "form-unknown": {
            "en": (
                "The form does not ask for “{field}”.",
                "Expected only what it asks for: {known}.",
                "Leave it out.",
            ),
            "vi": (
                "Biểu mẫu không hỏi “{field}”.",
                "Chỉ nhận những mục: {known}.",
                "Bỏ mục này.",
            ),
        },
    }
)
