"""Why a handover does not do what it was asked to, among the words of casework."""

from __future__ import annotations

from continuity.casework.refused import WORDS
from continuity.casework.refused import Refused as Refused

WORDS.update(
    {
        "not-seated-there": (
            "{person} không giữ chức vụ nào tại {agency} vào ngày {on} để bàn giao, tiếp nhận.",
            "{person} holds no seat at {agency} on {on} in which to hand over or receive.",
        ),
        "agency-ended": (
            "{agency} đã chấm dứt hoạt động trước ngày {on}; {heir} tiếp tục thay.",
            "{agency} has ended by {on}; {heir} acts in its place.",
        ),
        "no-handover": (
            "Không có cuộc bàn giao nào như vậy mà cơ quan của bạn tham gia.",
            "There is no such handover in which your agency takes part.",
        ),
        "not-owed": (
            "{decree} không có việc bàn giao này từ {giver} sang {receiver}; hãy chọn trong danh sách.",
            "{decree} asks for no such handover from {giver} to {receiver}; choose from its list.",
        ),
        "decree-not-in-force": (
            "{decree} chưa ban hành hoặc đã thu hồi; không bàn giao theo văn bản đó.",
            "{decree} is not enacted, or was withdrawn; nothing is handed over by it.",
        ),
        "handover-there": (
            "Cuộc bàn giao này đã được lập.",
            "This handover was begun already.",
        ),
        "not-your-side": (
            "{agency} không phải {side} của cuộc bàn giao này.",
            "{agency} is not the {side} of this handover.",
        ),
        "which-side": (
            "{agency} đứng cả hai bên; hãy nói rõ đang làm cho bên nào.",
            "{agency} stands on both sides; say for which one you act.",
        ),
        "other-side": (
            "{person} đã làm việc cho {side}; một người không kiểm đếm cho cả hai bên.",
            "{person} has acted for the {side}; nobody counts for both sides.",
        ),
        "no-annex": (
            "Không có phụ lục {annex}; các phụ lục: {known}.",
            "There is no annex {annex}; there are: {known}.",
        ),
        "annex-closed": (
            "Phụ lục {annex} đã khoá; bên giao mở lại trước khi sửa.",
            "Annex {annex} is closed; the giver opens it again before it is changed.",
        ),
        "annex-open": (
            "Bên giao chưa khoá phụ lục {annex}; kiểm đếm sau khi khoá.",
            "The giver has not closed annex {annex} yet; it is counted once it is closed.",
        ),
        "annex-counted": (
            "Bên nhận đã kiểm đếm phụ lục {annex}; không mở lại được.",
            "The receiver has counted in annex {annex}; it stays closed.",
        ),
        "signed-already": (
            "Biên bản đã ký ngày {on}; điều phát hiện sau được ghi là chênh lệch và xử lý.",
            "The minutes were signed on {on}; what is found later is settled as a difference.",
        ),
        "minutes-drawn": (
            "Biên bản đã lập ngày {on}; huỷ bản chưa ký trước khi sửa danh sách hoặc đếm lại.",
            "The minutes were drawn up on {on}; tear them up before lists or counts change.",
        ),
        "not-drawn-up": (
            "Chưa lập biên bản cho cuộc bàn giao này.",
            "The minutes of this handover are not drawn up.",
        ),
        "out-of-order": (
            "Lượt ký này của {side}, không phải của {agency}; ký theo thứ tự giao, nhận, chứng kiến.",
            "It is the {side}'s turn to sign and not {agency}'s: giver, receiver, witness.",
        ),
        "no-line": (
            "Phụ lục {annex} không có mục {number}.",
            "Annex {annex} has no line {number}.",
        ),
        "no-names-here": (
            "Khi kiểm đếm không ghi cột có thông tin cá nhân: {columns}.",
            "Columns that name persons are not written when counting: {columns}.",
        ),
        "no-quantity": (
            "Số lượng {quantity} nhỏ hơn 0; nếu không có thì ghi 0.",
            "The quantity {quantity} is below 0; write 0 for what is not there.",
        ),
        "recount-no-reason": (
            "{number} đã đếm là {before}; đếm lại thành {quantity} phải ghi lý do.",
            "{number} was counted as {before}; to count it as {quantity} needs a reason.",
        ),
        "not-by-confirming": (
            "Phụ lục {annex} có hiện vật; phải đếm hoặc quét từng mục, không xác nhận cả loạt.",
            "Annex {annex} lists things that lie there; each is counted or scanned.",
        ),
        "not-lent": (
            "{number} không phải trụ sở cho sử dụng tạm, hoặc đã trả lại rồi.",
            "{number} is no lent premises of this handover, or has come back already.",
        ),
        "no-difference": (
            "{number} không có chênh lệch để xử lý.",
            "There is no difference at {number} to settle.",
        ),
        "away-from-zero": (
            "Giải trình {amount} không làm chênh lệch {difference} về 0; còn lại {open}.",
            "Explaining {amount} leads the difference {difference} away from zero; {open} are open.",
        ),
        "no-settlement-words": (
            "Hãy ghi giải trình, và bằng chứng nếu có số lượng, hoặc người chịu trách nhiệm nếu còn mở.",
            "Write why; with an amount its evidence, and without one who is to settle it.",
        ),
        "no-such-reason": (
            "Không có lý do {reason}; chọn một trong: {known}.",
            "There is no reason {reason}; choose one of: {known}.",
        ),
        "not-that-order": (
            "Chưa làm được bước này: {missing}.",
            "This cannot be done yet: {missing}.",
        ),
        "no-readiness": (
            "Không có bảng sẵn sàng nào như vậy cho cơ quan của bạn.",
            "There is no such readiness that your agency takes part in.",
        ),
        "no-unit": (
            "Không có đơn vị hoặc minh chứng này trong bảng sẵn sàng của {decree}: {unit}.",
            "The readiness of {decree} has no such unit or evidence: {unit}.",
        ),
        "no-requirement": (
            "Không có điều kiện {requirement}; các điều kiện: {known}.",
            "There is no requirement {requirement}; there are: {known}.",
        ),
        "not-own-unit": (
            "{agency} không phải đơn vị này; người của chính đơn vị mới làm được.",
            "{agency} is not this unit; somebody who works there does this.",
        ),
        "shown-by-itself": (
            "Điều kiện này do hệ thống tự ghi nhận, không nhập tay.",
            "The system itself shows this; nobody enters it.",
        ),
        "no-evidence-day": (
            "Hãy ghi số văn bản và ngày của minh chứng, không sau ngày {on}.",
            "Write a reference, and the day of the evidence, which is not after {on}.",
        ),
        "no-evidence-end": (
            "Hãy ghi ngày hết hạn, sau ngày của minh chứng; trụ sở mượn phải có ngày hết hạn.",
            "Write a last day after that of the evidence; what is lent must have one.",
        ),
        "evidence-too-large": (
            "Tệp lớn hơn {most} MB; hãy gửi tệp nhỏ hơn.",
            "The file is larger than {most} MB; send a smaller one.",
        ),
        "no-such-seat": (
            "Hãy chọn người đang giữ chỗ tại {unit} vào ngày đó.",
            "Choose somebody who sits at {unit} on that day.",
        ),
        "no-serials": (
            "Hãy ghi số sê-ri đầu và cuối của cùng một loạt, số cuối không nhỏ hơn số đầu.",
            "Write the first and last serial number of one series, the last not below the first.",
        ),
        "not-walked": (
            "Hồ sơ {number} chưa được {agency} giải quyết đến kết quả.",
            "Dossier {number} was not taken to its result by {agency}.",
        ),
        "not-red": (
            "{unit} không có mục đỏ {requirement} để cho qua.",
            "{unit} has no red item {requirement} to let pass.",
        ),
        "still-red": (
            "Còn {n} mục đỏ chưa có minh chứng và chưa ai cho qua, trước hết: {first}.",
            "{n} items are red and nobody has let them pass, the first: {first}.",
        ),
        "no-place": (
            "Hãy ghi thông báo được đăng, niêm yết ở đâu.",
            "Write where the notice is published and put up.",
        ),
        "notice-stands": (
            "Thông báo của {unit} đã đăng ngày {on} và không có gì thay đổi.",
            "The notice of {unit} stands since {on}, and nothing in it has changed.",
        ),
        "no-notice-there": (
            "{unit} chưa đăng thông báo nào như vậy.",
            "{unit} has published no such notice.",
        ),
        "no-notice-yet": (
            "Cải cách này không thay đổi gì ở {unit}; không có thông báo để soạn.",
            "The reform changes nothing at {unit}: there is no notice to write.",
        ),
        "no-such-language": (
            "Không có ngôn ngữ {language}; chọn một trong: {known}.",
            "There is no language {language}; choose one of: {known}.",
        ),
        "no-provenance": (
            "Ghi đủ bản dịch (không quá {most} chữ), người dịch, người soát lại và văn bản làm căn cứ.",
            "Write the text (up to {most} letters), who translated and who checked it, and a reference.",
        ),
        "checked-by-oneself": (
            "{person} là người dịch; người khác phải soát lại.",
            "{person} is the translator; somebody else must have checked it.",
        ),
        "no-such-contact": (
            "{body} không có trang tin hoặc số điện thoại {value}.",
            "{body} has no site or line {value}.",
        ),
        "no-such-holder": (
            "{person} không giữ chỗ nào tại {body} vào ngày trước khi sắp xếp.",
            "{person} held no seat at {body} on the eve.",
        ),
        "no-such-end": (
            "Không có kết quả {ends}; chọn một trong: {known}.",
            "There is no such end: {ends}; choose one of: {known}.",
        ),
        "no-such-kind": (
            "{field}: không có {got} vào ngày đó.",
            "{field}: there is no {got} on that day.",
        ),
        "no-leaving": (
            "Nghỉ theo chế độ phải có chế độ, số quyết định và ngày quyết định đã đến.",
            "A leaving has a regime, the number of a decision, and a day that has come.",
        ),
        "no-question": (
            "Vướng mắc phải ghi rõ nội dung, người chịu trách nhiệm và hạn, không trước ngày {on}.",
            "A question has words, somebody who answers it, and a day not before {on}.",
        ),
        "no-secondment": (
            "Biệt phái có ngày đầu và ngày cuối, không quá {most} ngày, với vai trò: {roles}.",
            "A secondment has a first and a last day, at most {most} days, in a role of: {roles}.",
        ),
        "no-such-secondment": (
            "Không có cuộc biệt phái nào đang diễn ra như vậy.",
            "There is no such secondment under way.",
        ),
        "not-newly-yours": (
            "Cải cách này không giao {function} cho cơ quan của bạn.",
            "The reform gives {function} to no body of yours.",
        ),
        "not-passed": (
            "{n} câu chưa đúng; hãy đọc lại phần trên rồi trả lời lại.",
            "{n} answers are not right yet; read again above and answer anew.",
        ),
        "no-template": (
            "Không có mẫu kế hoạch {template}; chọn một trong: {known}.",
            "There is no template {template}; choose one of: {known}.",
        ),
        "no-task-words": (
            "Nhiệm vụ phải có mã và nội dung; mỗi kế hoạch không quá {most} nhiệm vụ.",
            "A task has an id and says what is done; a plan has at most {most}.",
        ),
        "no-task-days": (
            "Ngày bắt đầu phải không sau hạn.",
            "A task begins no later than it is due.",
        ),
        "task-done": (
            "Nhiệm vụ {task} đã xong, không sửa nữa.",
            "Task {task} is done and is not written anew.",
        ),
        "task-circle": (
            "Các nhiệm vụ chờ lẫn nhau: {tasks}.",
            "These tasks wait for each other: {tasks}.",
        ),
        "task-order": (
            "{task} đến hạn trước {before}, hoặc {before} không có trong kế hoạch.",
            "{task} is due before {before}, or {before} is not in the plan.",
        ),
        "no-such-task": (
            "Kế hoạch không có nhiệm vụ nào đang mở là {task}.",
            "The plan has no open task {task}.",
        ),
        "task-unclear": (
            "{task} chưa rõ: {missing}; ghi đủ sáu rõ trước khi hoàn thành.",
            "{task} does not say: {missing}; all six are said before it is done.",
        ),
        "task-waits": (
            "{task} còn chờ: {before}.",
            "{task} waits for: {before}.",
        ),
        "no-interim": (
            "Trả lời tạm thời phải có nội dung, căn cứ và ngày hết, sau ngày {on}.",
            "An interim answer has words, a source, and an end after {on}.",
        ),
        "no-such-question": (
            "Không có câu hỏi nào đang mở như vậy.",
            "There is no such open question.",
        ),
        "no-reviewed-document": (
            "Sổ văn bản không có {document}.",
            "The documents hold no {document}.",
        ),
        "no-changed-procedure": (
            "Cuộc sắp xếp này không làm thay đổi thủ tục {procedure}.",
            "This reform changes nothing of the procedure {procedure}.",
        ),
        "no-publication": (
            "Ghi số quyết định công bố, nơi công bố, và ngày công bố không sau {on}.",
            "Say the number of the decision, where it was published, and a day not after {on}.",
        ),
        "no-lead": (
            "Trừ khi giữ nguyên, phải ghi cơ quan chủ trì và hạn.",
            "Unless it is kept as it is, say who leads and by when.",
        ),
        "no-such-scan": (
            "Không có tệp hoặc thư mục {file}.",
            "There is no file or folder {file}.",
        ),
        "no-table": (
            "Không đọc được bảng: {why}",
            "The table cannot be read: {why}",
        ),
        "no-key-column": (
            "Bảng không có cột “{column}”; hãy dùng mẫu của phụ lục {annex}.",
            "The table has no column '{column}'; use the template of annex {annex}.",
        ),
    }
)
