"""The reasons of an answer in two languages: what a mark says, what is missing, what is open.

Codes come from the rules; every code has its words here, and a test holds that. Days are written by
whoever shows them, so no text here holds one.
"""

from __future__ import annotations

from continuity.core.procedure import Words
from continuity.services.records.rules.facts import How, Main, Served
from continuity.services.records.rules.periods import (
    CODE,
    JUVENILE,
    MILDER,
    OLD_CODE,
    RECORDS_2009,
    RECORDS_2026,
)
from continuity.services.records.rules.reckon import Mark, Standing, Status

STATUSES = {
    Status.NOT_DEEMED: Words("Không bị coi là có án tích", "Not deemed to have a record"),
    Status.ACTIVE: Words("Có án tích", "A record"),
    Status.PETITION: Words(
        "Có án tích; có thể yêu cầu Tòa án xóa", "A record; a court may be asked to expunge it"
    ),
    Status.EXPUNGED: Words("Đương nhiên được xóa án tích", "Expunged by operation of law"),
    Status.BY_COURT: Words(
        "Đã được xóa án tích theo quyết định của Tòa án", "Expunged by a court’s decision"
    ),
    Status.AMNESTY: Words("Được đại xá", "General amnesty"),
    Status.MANUAL: Words("Cần người xem xét", "A person has to look first"),
}
STANDINGS = {
    Standing.CLEAR: Words("Không có án tích", "No record"),
    Standing.RECORD: Words("Có án tích", "There is a record"),
    Standing.MANUAL: Words(
        "Chưa thể kết luận; cần người xem xét", "No answer yet; a person has to look first"
    ),
}

PENALTIES = {
    Main.NONE: Words("miễn hình phạt", "exempted from punishment"),
    Main.MEASURE: Words("biện pháp tư pháp", "a judicial measure"),
    Main.WARNING: Words("cảnh cáo", "warning"),
    Main.FINE: Words("phạt tiền", "fine"),
    Main.NON_CUSTODIAL: Words("cải tạo không giam giữ", "non-custodial reform"),
    Main.SUSPENDED: Words("tù nhưng cho hưởng án treo", "suspended prison"),
    Main.PRISON: Words("tù có thời hạn", "prison"),
    Main.LIFE: Words("tù chung thân", "life"),
    Main.DEATH: Words("tử hình", "death"),
}

HOW = {
    How.SERVED: Words("đã chấp hành xong", "served"),
    How.REDUCED: Words("đã chấp hành xong sau khi được giảm", "served after a reduction"),
    How.EXEMPT: Words("được miễn chấp hành phần còn lại", "exempted from the rest"),
    How.SPECIAL_AMNESTY: Words("được đặc xá", "special amnesty"),
    How.PROBATION: Words("hết thời gian thử thách", "probation ended"),
    How.TRIAL: Words("hết thử thách khi tha tù trước hạn", "conditional release ended"),
}
STATES = {
    Served.DONE: Words("đã thi hành xong", "complete"),
    Served.RUNNING: Words("đang thi hành", "not complete yet"),
    Served.NEVER: Words("chưa thi hành", "not executed"),
    Served.FLED: Words("trốn tránh việc thi hành", "execution was evaded"),
    Served.UNKNOWN: Words("chưa rõ", "not known"),
}

MARKS = {
    "exempt-from-punishment": Words("Được miễn hình phạt.", "The court exempted from punishment."),
    "negligent-not-grave": Words(
        "Phạm tội do vô ý, ít nghiêm trọng hoặc nghiêm trọng.",
        "The offence was negligent, and less serious or serious.",
    ),
    "under-16": Words("Phạm tội khi chưa đủ 16 tuổi.", "Under 16 at the offence."),
    "under-18-not-grave": Words(
        "Phạm tội khi từ đủ 16 đến dưới 18 tuổi; tội ít nghiêm trọng, nghiêm trọng hoặc rất nghiêm "
        "trọng do vô ý.",
        "16 or 17 at the offence, which was less serious, serious, or very serious by negligence.",
    ),
    "measure": Words(
        "Người dưới 18 tuổi bị áp dụng biện pháp tư pháp.",
        "Under 18, and given a judicial measure instead of a penalty.",
    ),
    "amnesty": Words("Được đại xá.", "General amnesty."),
    "served": Words("Chấp hành xong hình phạt chính.", "The main penalty was served."),
    "reduced": Words(
        "Chấp hành xong hình phạt chính đã được giảm; thời hạn vẫn tính theo mức Tòa án đã tuyên.",
        "The main penalty ended after a reduction; its class stays that of the penalty imposed.",
    ),
    "exempt-remainder": Words(
        "Được miễn chấp hành phần hình phạt còn lại, coi như đã chấp hành xong.",
        "Spared the rest of the penalty, which counts as served.",
    ),
    "special-amnesty": Words(
        "Được đặc xá, coi như đã chấp hành xong.", "Special amnesty, which counts as served."
    ),
    "probation": Words(
        "Hết thời gian thử thách của án treo.", "The probation of the suspended sentence ended."
    ),
    "conditional-release": Words(
        "Hết thời gian thử thách khi được tha tù trước thời hạn có điều kiện.",
        "The trial period after conditional release ended.",
    ),
    "warning": Words(
        "Hình phạt cảnh cáo coi như chấp hành xong khi bản án có hiệu lực.",
        "A warning counts as served when the judgment takes effect.",
    ),
    "limitation": Words(
        "Bản án không được thi hành; hết thời hiệu thi hành sau {months} tháng.",
        "The judgment was never executed; its limitation expired after {months} months.",
    ),
    "fled": Words(
        "Đã trốn tránh việc thi hành án; thời hiệu không tính như thường lệ.",
        "Execution was evaded; the limitation does not run as usual.",
    ),
    "still-running": Words(
        "Đang chấp hành hình phạt chính.", "The main penalty is still being served."
    ),
    "end-unknown": Words(
        "Chưa rõ ngày chấp hành xong hình phạt chính.",
        "Nobody has told when the main penalty was complete.",
    ),
    "period": Words("Hết thời hạn {months} tháng.", "The period of {months} months ends."),
    "extra": Words(
        "Chấp hành xong hình phạt bổ sung: {what}.", "The additional penalty ends: {what}."
    ),
    "order": Words("Thi hành xong: {what}.", "Complete: {what}."),
    "order-open": Words("Chưa thi hành xong: {what}.", "Not complete yet: {what}."),
    "strict-start": Words(
        "Theo cách hiểu chặt hơn, thời hạn chỉ tính từ khi mọi nghĩa vụ đã thi hành xong.",
        "By the stricter reading the period only begins once everything else is complete.",
    ),
    "old-code": Words(
        "Bộ luật năm 1999 tính {months} tháng từ khi chấp hành xong bản án; áp dụng quy định nhẹ hơn.",
        "The code of 1999 counted {months} months from when all was complete; the milder rule holds.",
    ),
    "restart": Words(
        "Phạm tội mới khi chưa được xóa án tích; thời hạn tính lại từ khi chấp hành xong bản án {by}.",
        "A new offence within the period: counted anew from the end of the penalty of {by}.",
    ),
    "several": Words(
        "Có tội chỉ Tòa án mới được xóa án tích, nên Tòa án quyết định đối với tất cả.",
        "One of the offences is expunged by a court only, so the court decides on all of them.",
    ),
    "merged": Words(
        "Hình phạt của nhiều bản án đã được tổng hợp; chưa có quy tắc được xác nhận.",
        "Penalties of several judgments were joined; no rule for that has been confirmed.",
    ),
    "merged-unknown": Words(
        "Hình phạt này và hình phạt của bản án {by} cùng chưa chấp hành xong; chưa rõ đã tổng hợp chưa.",
        "This penalty and that of {by} were open at once; whether they were joined is not told.",
    ),
    "pending-case": Words(
        "Đang có vụ án về một tội có thể đã phạm trong thời hạn.",
        "A case is open about an offence that may lie within the period.",
    ),
    "refused": Words(
        "Tòa án bác yêu cầu; được yêu cầu lại từ ngày này.",
        "A court refused; it may be asked again from this day.",
    ),
    "granted": Words("Tòa án quyết định xóa án tích.", "A court expunged the record."),
    "third": Words(
        "Đã qua một phần ba thời hạn; Tòa án có thể xóa án tích trước hạn.",
        "A third of the period has passed; a court may expunge early.",
    ),
    "untold": Words("Thiếu quá nhiều dữ kiện để xét.", "Too little is told to say anything."),
    "under-14": Words("Người dưới 14 tuổi không bị kết án.", "Nobody under 14 is convicted."),
    "penalty": Words(
        "Biện pháp tư pháp không phải là hình phạt của người từ đủ 18 tuổi.",
        "A judicial measure is no main penalty of an adult.",
    ),
    "convicted": Words("Bị kết án.", "Convicted."),
    "order-ended": Words("Lệnh của Tòa án hết hiệu lực.", "The order ended."),
    "sentence-ended": Words(
        "Hết toàn bộ bản án, kể cả thời gian quản lý sau khi ra tù.",
        "The whole sentence with its licence ended.",
    ),
    "spent-at-once": Words("Được coi là đã hết ngay.", "Spent at once."),
    "never-spent": Words("Không bao giờ hết.", "Never spent."),
    "extended": Words(
        "Bị kết án {by} trong thời hạn; cả hai hết vào ngày muộn hơn.",
        "{by} fell within the period; both end at the later day.",
    ),
    "custodial": Words(
        "Hình phạt giam giữ luôn được ghi.", "A custodial sentence is always shown."
    ),
    "specified": Words(
        "Tội thuộc danh mục luôn được ghi.", "The offence is one of those always shown."
    ),
    "youth-caution": Words(
        "Cảnh cáo khi dưới 18 tuổi không được ghi.", "A caution under 18 is not shown."
    ),
    "filtered-after": Words(
        "Được ghi trong {months} tháng kể từ khi bị kết án.",
        "Shown for {months} months from conviction.",
    ),
    "age-unknown": Words("Chưa rõ tuổi khi bị kết án.", "The age at conviction is not told."),
    "wait": Words("Từ ngày này không còn án tích.", "No record from this day on."),
    "wait-all": Words(
        "Từ ngày này không còn án tích, dù hiểu theo cách nào.",
        "No record from this day on by any reading.",
    ),
    "new-offence": Words(
        "Phạm tội mới đến hết ngày này và bị kết án thì thời hạn tính lại từ đầu.",
        "A new offence by this day, if it is convicted, counts the whole period anew.",
    ),
    "ask-court": Words("Từ ngày này có thể yêu cầu Tòa án.", "From this day a court may be asked."),
    "ask-early": Words(
        "Từ ngày này Tòa án có thể xóa án tích trước hạn.",
        "From this day a court may expunge the record early.",
    ),
    "merit": Words(
        "Lập công, tiến bộ rõ rệt và được đề nghị thì từ ngày này có thể được xóa án tích trước hạn.",
        "On merit, marked progress and a proposal a court may expunge early from this day.",
    ),
    "complete": Words("Cần thi hành xong: {what}.", "Has to be completed: {what}."),
    "supply": Words("Cần bổ sung: {what}.", "Has to be told: {what}."),
}
"""What each mark says; `{what}` is one of `WHAT`."""

OPEN = {
    "strict-start": Words(
        "Thời hạn tính từ khi chấp hành xong hình phạt chính, hay từ khi mọi nghĩa vụ đã thi hành xong?",
        "Does the period begin with the end of the main penalty, or once all orders are complete?",
    ),
    "young-orders": Words(
        "Người dưới 18 tuổi có phải thi hành xong các nghĩa vụ khác thì mới được xóa án tích không?",
        "Must somebody who was under 18 have completed the other orders, too?",
    ),
    "merged": Words(
        "Hình phạt tổng hợp được tính theo bản án nào?",
        "By which judgment do joined penalties count?",
    ),
    "mixed-ages": Words(
        "Có tội phạm trước và tội phạm sau khi đủ 18 tuổi; tính theo thời hạn nào?",
        "Offences before and after the age of 18: which period counts?",
    ),
    "mixed-offences": Words(
        "Chỉ một phần của bản án để lại án tích; phần nào của hình phạt được tính?",
        "Only a part of the judgment leaves a record: which part of the penalty counts?",
    ),
    "not-deemed-restart": Words(
        "Bản án mới không để lại án tích; thời hạn cũ có phải tính lại không?",
        "The new conviction leaves no record itself: is the older period counted anew?",
    ),
    "several-judgments": Words(
        "Án tích khác chỉ Tòa án mới xóa được; án tích này có còn đương nhiên được xóa không?",
        "Another record is for a court only: does this one still end by itself?",
    ),
    "pending-case": Words("Vụ án đang mở sẽ kết thúc thế nào?", "How will the open case end?"),
}
"""The question behind each reading that the law leaves open."""

SOURCES = {
    CODE: "Penal Code 2015 (amended 2017)",
    OLD_CODE: "Penal Code 1999",
    JUVENILE: "Juvenile Justice Law 59/2024/QH15",
    RECORDS_2009: "Law on Judicial Records 28/2009/QH12",
    RECORDS_2026: "Law on Judicial Records 28/2009/QH12, amended by 107/2025/QH15",
    MILDER.source: "Resolution 41/2017/QH14",
    "Luật Phá sản 51/2014/QH13": "Bankruptcy Law 51/2014/QH13",
    "Luật Phục hồi, phá sản 142/2025/QH15": "Law on Recovery and Bankruptcy 142/2025/QH15",
}
"""What a law is called in English; one of another country is called by its own name."""


def law(source: str, language: str) -> str:
    """The name of a law in a language."""
    if language == "vi":
        return source
    known = max((name for name in SOURCES if source.startswith(name)), key=len, default="")
    return SOURCES[known] + source.removeprefix(known) if known else source


WHAT = {
    "main-end": Words(
        "ngày chấp hành xong hình phạt chính", "the day on which the main penalty ended"
    ),
    "months": Words("mức hình phạt Tòa án đã tuyên", "the length of the penalty imposed"),
    "chapter": Words("chương của Bộ luật Hình sự", "the chapter of the Penal Code"),
    "weight": Words(
        "loại tội phạm theo khung hình phạt", "how grave the offence is by its bracket"
    ),
    "intent": Words("lỗi cố ý hay vô ý", "whether it was intended or negligent"),
    "grave": Words("có thuộc Phụ lục 18 hay không", "whether it is in Schedule 18"),
    "specified": Words(
        "có thuộc danh mục luôn ghi hay không", "whether it is on the list always shown"
    ),
    "age": Words("tuổi khi phạm tội", "the age at the offence"),
    "under-14": Words("tuổi khi phạm tội", "the age at the offence"),
    "penalty": Words("hình phạt chính", "the main penalty"),
    "extras": Words("có hình phạt bổ sung hay không", "whether there are additional penalties"),
    "orders": Words(
        "có bồi thường, án phí, nghĩa vụ khác hay không",
        "whether there are damages, fees or other orders",
    ),
    "extra-end": Words("ngày hết hình phạt bổ sung", "the last day of the additional penalty"),
    "order-done": Words("ngày thi hành xong nghĩa vụ", "the day on which the order was complete"),
    "merged": Words("có tổng hợp hình phạt hay không", "whether the penalties were joined"),
    "offence-day": Words("ngày phạm tội mới", "the day of the new offence"),
    "limitation": Words(
        "ngày thời hiệu bắt đầu tính lại", "the day from which the limitation runs"
    ),
    "supervision": Words("quản chế", "supervision"),
    "residence-ban": Words("cấm cư trú", "ban on residence"),
    "office-ban": Words("cấm đảm nhiệm chức vụ", "ban from office"),
    "practice-ban": Words(
        "cấm hành nghề hoặc làm công việc nhất định", "ban on a practice or work"
    ),
    "civic-rights": Words("tước một số quyền công dân", "loss of some civic rights"),
    "lasting": Words("hình phạt bổ sung có thời hạn", "one that lasts for a time"),
    "damages": Words("bồi thường thiệt hại", "damages"),
    "court-fees": Words("án phí", "court fees"),
    "confiscation": Words("tịch thu", "confiscation"),
    "additional-fine": Words("phạt tiền bổ sung", "additional fine"),
    "other": Words("quyết định khác của bản án", "another order of the judgment"),
}


def said(mark: Mark, language: str, words: dict[str, Words] = MARKS) -> str:
    """The sentence of a mark."""
    values = dict(mark.values)
    if "what" in values:
        values["what"] = named(values["what"], language)
    return _of(words[mark.code], language).format_map(values)


def named(code: str, language: str) -> str:
    """A thing by its code, and of what kind it is where the code says that too."""
    thing, _, kind = code.partition(":")
    text = _of(WHAT[thing], language)
    return f"{text} ({_of(WHAT[kind], language)})" if kind else text


def _of(words: Words, language: str) -> str:
    return words.vi if language == "vi" else words.en
