"""The words of findings about a text of the law."""

from __future__ import annotations

from continuity.core.messages import MESSAGES
from continuity.core.terms import TERMS
from continuity.packs.names import TYPES

TERMS.update({f"{kind.lower()} formed": f"{kind.lower()} hình thành sau sắp xếp" for kind in TYPES})
TERMS.update(
    {
        "units in all": "tổng số đơn vị cấp xã",
        "formed": "đơn vị hình thành sau sắp xếp",
        "left alone": "không thực hiện sắp xếp",
    }
)

MESSAGES.update(
    {
        "law-too-long": {
            "en": (
                "The text has {size} letters.",
                "Expected at most {most}; the longest resolution of 2025 has 60,000.",
                "Read one resolution at a time.",
            ),
            "vi": (
                "Văn bản dài {size} ký tự.",
                "Tối đa {most}; nghị quyết dài nhất năm 2025 có 60.000.",
                "Đọc từng nghị quyết một.",
            ),
        },
        "law-empty": {
            "en": (
                "No clause of the text arranges a unit.",
                "Expected clauses as “Sắp xếp toàn bộ … thành xã mới có tên gọi là …”.",
                "Paste the text of the resolution, Article 1 included.",
            ),
            "vi": (
                "Không có khoản nào sắp xếp đơn vị hành chính.",
                "Cần các khoản dạng “Sắp xếp toàn bộ … thành xã mới có tên gọi là …”.",
                "Dán nguyên văn nghị quyết, kể cả Điều 1.",
            ),
        },
        "law-no-number": {
            "en": (
                "The text does not say its number.",
                "Expected “Số: 1685/NQ-UBTVQH15” in its head.",
                "Give the number, or paste the head too.",
            ),
            "vi": (
                "Văn bản không ghi số hiệu.",
                "Cần “Số: 1685/NQ-UBTVQH15” ở phần đầu.",
                "Nhập số hiệu, hoặc dán cả phần đầu.",
            ),
        },
        "law-no-day": {
            "en": (
                "The text does not say from which day it operates.",
                "Expected “hoạt động từ ngày …” or “có hiệu lực từ ngày …”.",
                "Give the day.",
            ),
            "vi": (
                "Văn bản không ghi ngày bắt đầu hoạt động.",
                "Cần “hoạt động từ ngày …” hoặc “có hiệu lực từ ngày …”.",
                "Nhập ngày.",
            ),
        },
        "law-no-province": {
            "en": (
                "No province is called “{name}” on {on}.",
                "Expected the province whose units are arranged, in the title or the last clause.",
                "Give the code of the province.",
            ),
            "vi": (
                "Không có tỉnh nào tên “{name}” vào ngày {on}.",
                "Cần tên tỉnh có đơn vị được sắp xếp, ở tên văn bản hoặc khoản cuối.",
                "Nhập mã tỉnh.",
            ),
        },
        "law-not-read": {
            "en": (
                "“{phrase}” was not understood and is not in the draft.",
                "Expected here: {expected}.",
                "Compare it with the law, and add what it says to the draft.",
            ),
            "vi": (
                "Chưa hiểu “{phrase}”; chỗ này không có trong dự thảo.",
                "Ở đây cần: {expected}.",
                "Đối chiếu với văn bản rồi bổ sung vào dự thảo.",
            ),
        },
        "law-slip": {
            "en": (
                "“{phrase}” was read as “{meant}”.",
                "Expected “{meant}”.",
                "Compare it with the law.",
            ),
            "vi": (
                "“{phrase}” được đọc là “{meant}”.",
                "Cần “{meant}”.",
                "Đối chiếu với văn bản.",
            ),
        },
        "law-type-differs": {
            "en": (
                "A new {said} is called {name}.",
                "Expected the same type twice.",
                "The name was followed; compare it with the law.",
            ),
            "vi": (
                "{said} mới lại có tên gọi là {name}.",
                "Hai chỗ cần cùng một loại.",
                "Đã theo tên gọi; hãy đối chiếu với văn bản.",
            ),
        },
        "law-unknown-unit": {
            "en": (
                "No {name} is known in {province} on {on}.",
                "Alike there: {alike}.",
                "Correct the name, or add the unit to the draft by its code.",
            ),
            "vi": (
                "Không tìm thấy {name} ở {province} vào ngày {on}.",
                "Gần giống: {alike}.",
                "Sửa lại tên, hoặc ghi mã đơn vị vào dự thảo.",
            ),
        },
        "law-ambiguous": {
            "en": (
                "{name} may be any of: {candidates}.",
                "Expected the district in brackets.",
                "Write it behind the name, or add the unit to the draft by its code.",
            ),
            "vi": (
                "{name} có thể là: {candidates}.",
                "Cần tên huyện trong ngoặc đơn.",
                "Ghi tên huyện sau tên đơn vị, hoặc ghi mã vào dự thảo.",
            ),
        },
        "law-other-marks": {
            "en": (
                "{name} was read as {read}.",
                "Expected the same marks.",
                "Compare it with the law.",
            ),
            "vi": (
                "{name} được hiểu là {read}.",
                "Cần dấu giống nhau.",
                "Đối chiếu với văn bản.",
            ),
        },
        "law-rest-uncut": {
            "en": (
                "The rest of {name} is taken, but no other clause takes of it.",
                "Expected a clause that takes a part.",
                "Look for the clause that is missing or was not understood.",
            ),
            "vi": (
                "Lấy phần còn lại của {name} nhưng không khoản nào khác lấy một phần.",
                "Cần một khoản lấy một phần.",
                "Tìm khoản còn thiếu hoặc chưa hiểu.",
            ),
        },
        "law-rest-elsewhere": {
            "en": (
                "The rest of {name} is said to be what clause {cited} leaves; clause {cut} takes of it.",
                "Expected the same clauses.",
                "All were reckoned with; compare them with the law.",
            ),
            "vi": (
                "Phần còn lại của {name} dẫn khoản {cited}, nhưng khoản {cut} mới lấy một phần.",
                "Hai chỗ cần cùng các khoản.",
                "Đã tính mọi khoản; hãy đối chiếu với văn bản.",
            ),
        },
        "law-no-clause": {
            "en": (
                "Clause {clause} is cited and is not in the text.",
                "Expected a clause of the same article.",
                "Paste the whole article.",
            ),
            "vi": (
                "Dẫn khoản {clause} nhưng văn bản không có khoản này.",
                "Cần một khoản của cùng điều.",
                "Dán nguyên cả điều.",
            ),
        },
        "law-taken-twice": {
            "en": (
                "All of {name} is taken, and clause {others} takes of it too.",
                "Expected all of a unit to be taken once.",
                "Compare both clauses with the law.",
            ),
            "vi": (
                "Lấy toàn bộ {name}, nhưng khoản {others} cũng lấy.",
                "Toàn bộ một đơn vị chỉ lấy một lần.",
                "Đối chiếu cả hai khoản với văn bản.",
            ),
        },
        "law-numbering": {
            "en": (
                "Clause {clause} follows clause {before}.",
                "Expected {due}.",
                "A clause may be missing or stand twice: compare the text with the law.",
            ),
            "vi": (
                "Khoản {clause} đứng sau khoản {before}.",
                "Cần khoản {due}.",
                "Có thể thiếu hoặc thừa một khoản: đối chiếu với văn bản.",
            ),
        },
        "law-mutual": {
            "en": (
                "Clause {clause} and another one each take the rest of what the other cuts.",
                "Expected an order in which every rest comes behind the cuts that leave it.",
                "Write `part` in the first and `rest` in the last: other heir, same pieces.",
            ),
            "vi": (
                "Khoản {clause} và một khoản khác đều lấy phần còn lại do khoản kia để lại.",
                "Cần một thứ tự trong đó phần còn lại đứng sau các khoản lấy một phần.",
                "Ghi `part` ở khoản trước, `rest` ở khoản sau: cùng các mảnh, khác nơi kế thừa.",
            ),
        },
        "law-by-neighbours": {
            "en": (
                "{name} was read as {read}: the other units of the clause lie there.",
                "Expected the district in brackets; it could also be: {others}.",
                "Compare it with a map.",
            ),
            "vi": (
                "{name} được hiểu là {read}, vì các đơn vị khác trong khoản ở đó.",
                "Cần tên huyện trong ngoặc đơn; cũng có thể là: {others}.",
                "Đối chiếu với bản đồ.",
            ),
        },
        "law-no-form": {
            "en": (
                "The rest of the residents of {name} is taken, and no clause takes all of its land.",
                "Expected land and residents together, or all land in another clause.",
                "Write the clause into the draft as it is meant.",
            ),
            "vi": (
                "Lấy phần dân số còn lại của {name}, nhưng không khoản nào lấy toàn bộ diện tích.",
                "Cần cả diện tích và dân số, hoặc một khoản khác lấy toàn bộ diện tích.",
                "Ghi khoản này vào dự thảo theo đúng ý.",
            ),
        },
        "law-no-code": {
            "en": (
                "{name} has no code that it could take over; {code} stands in its place.",
                "Expected the code of a unit that goes into it.",
                "Put in the official code when it is known.",
            ),
            "vi": (
                "{name} không có mã nào để kế thừa; tạm ghi {code}.",
                "Cần mã của một đơn vị nhập vào.",
                "Thay bằng mã chính thức khi có.",
            ),
        },
        "law-count": {
            "en": (
                "The text counts {stated} ({what}); the draft comes to {reckoned}.",
                "Expected the same number.",
                "Look for a clause that is missing or was not understood.",
            ),
            "vi": (
                "Văn bản ghi {stated} ({what}); dự thảo tính ra {reckoned}.",
                "Hai số cần bằng nhau.",
                "Tìm khoản còn thiếu hoặc chưa hiểu.",
            ),
        },
    }
)
