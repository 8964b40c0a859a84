"""The words of every finding: what is wrong, what was expected, how to mend it.

A room above adds the words of its own findings with `MESSAGES.update`, so that one class speaks for
all of them; a code that is said already is refused. Each code has the same three sentences in English
and in Vietnamese.
"""

from __future__ import annotations

from continuity.core.saying import Saying

Words = dict[str, tuple[str, str, str]]

OWN: dict[str, Words] = {
    "unknown-unit": {
        "en": (
            "{thing} is no unit on {on}.",
            "Expected a unit that exists on that day.",
            "Check the code; `continuity unit {thing}` shows what became of it.",
        ),
        "vi": (
            "{thing} không phải đơn vị nào vào ngày {on}.",
            "Cần một đơn vị đang tồn tại vào ngày đó.",
            "Kiểm tra lại mã; `continuity unit {thing}` cho biết đơn vị đó nay ra sao.",
        ),
    },
    "unknown-agency": {
        "en": (
            "{thing} is no agency on {on}.",
            "Expected an agency that exists on that day.",
            "Name a living agency, or one that an earlier clause founds.",
        ),
        "vi": (
            "{thing} không phải cơ quan nào vào ngày {on}.",
            "Cần một cơ quan đang tồn tại vào ngày đó.",
            "Nêu cơ quan đang hoạt động hoặc được lập ở khoản trước.",
        ),
    },
    "unknown-function": {
        "en": ("{thing} is no function.", "Expected one of: {known}.", "Correct the name."),
        "vi": ("{thing} không phải chức năng nào.", "Cần một trong: {known}.", "Sửa lại tên."),
    },
    "founded-twice": {
        "en": (
            "{thing} is founded, but it exists already.",
            "Expected a new unit or body.",
            "Leave one of the two foundings out, or rename instead.",
        ),
        "vi": (
            "{thing} được lập mới nhưng đã tồn tại.",
            "Cần một đơn vị hoặc tổ chức mới.",
            "Bỏ một trong hai lần lập, hoặc dùng đổi tên.",
        ),
    },
    "founded-of-nothing": {
        "en": (
            "{thing} is founded but takes nothing.",
            "Expected at least one unit or part under `takes`.",
            "Say which units it is made of.",
        ),
        "vi": (
            "{thing} được lập nhưng không nhận phần nào.",
            "Cần ít nhất một đơn vị hoặc một phần trong `takes`.",
            "Nêu các đơn vị hợp thành.",
        ),
    },
    "ended-twice": {
        "en": (
            "{thing} has ended already by {earlier}.",
            "Expected a unit to end once.",
            "Take it out of one of the two clauses, or write `part` and `rest`.",
        ),
        "vi": (
            "{thing} đã kết thúc theo {earlier}.",
            "Mỗi đơn vị chỉ kết thúc một lần.",
            "Bỏ khỏi một trong hai khoản, hoặc ghi `part` và `rest`.",
        ),
    },
    "ended-already": {
        "en": (
            "{thing} ended on {ended} already, by {earlier}.",
            "Expected what exists on the eve of the decree.",
            "Name its heir instead: {heir}.",
        ),
        "vi": (
            "{thing} đã kết thúc từ {ended}, theo {earlier}.",
            "Cần đối tượng còn tồn tại vào ngày trước khi văn bản có hiệu lực.",
            "Nêu bên kế thừa: {heir}.",
        ),
    },
    "no-heir": {
        "en": (
            "{thing} ends without an heir.",
            "Expected exactly one living heir other than itself, not {why}.",
            "Name an heir that exists on {on}.",
        ),
        "vi": (
            "{thing} kết thúc mà không có đơn vị kế thừa.",
            "Cần đúng một đơn vị kế thừa khác đang tồn tại, không phải {why}.",
            "Nêu đơn vị kế thừa tồn tại vào ngày {on}.",
        ),
    },
    "rest-of-uncut": {
        "en": (
            "This takes the rest of {thing}, but nothing has cut it.",
            "Expected an earlier clause that takes a part of it.",
            "Write `all`, or move this clause behind the one that cuts.",
        ),
        "vi": (
            "Khoản này nhận phần còn lại của {thing} nhưng chưa khoản nào tách đơn vị đó.",
            "Cần một khoản trước đó nhận một phần.",
            "Ghi `all`, hoặc đưa khoản này ra sau khoản đã tách.",
        ),
    },
    "all-of-cut": {
        "en": (
            "This takes all {what} of {thing}, but {earlier} took some already.",
            "Expected nothing to be taken before.",
            "Write `rest`.",
        ),
        "vi": (
            "Khoản này nhận toàn bộ {what} của {thing} nhưng {earlier} đã nhận một phần.",
            "Trước đó chưa được có khoản nào nhận.",
            "Ghi `rest`.",
        ),
    },
    "takes-nothing": {
        "en": (
            "{into} takes from {thing} what is not there.",
            "Expected a unit that has residents, or land, to give.",
            "Leave it out, or say what is taken.",
        ),
        "vi": (
            "{into} nhận từ {thing} phần không có.",
            "Cần đơn vị có dân cư hoặc diện tích để giao.",
            "Bỏ đi, hoặc nêu phần được nhận.",
        ),
    },
    "residents-left": {
        "en": (
            "The land of {thing} is all taken, but not its residents.",
            "Expected somebody to take the residents too.",
            "Add a clause for the residents (`rest` or `part-of-residents`).",
        ),
        "vi": (
            "Toàn bộ diện tích của {thing} đã được nhận nhưng dân số thì chưa.",
            "Cần có nơi nhận cả dân số.",
            "Thêm khoản cho dân số (`rest` hoặc `part-of-residents`).",
        ),
    },
    "cannot-cut": {
        "en": (
            "{thing} is cut, but it is a {level} and holds other units.",
            "Expected a unit of the lowest level.",
            "Cut the units inside it, or take it whole (`all`).",
        ),
        "vi": (
            "{thing} bị tách nhưng là cấp {level} và có đơn vị trực thuộc.",
            "Chỉ tách được đơn vị cấp thấp nhất.",
            "Tách các đơn vị bên trong, hoặc nhận toàn bộ (`all`).",
        ),
    },
    "takes-itself": {
        "en": (
            "{thing} takes from itself.",
            "Expected two different units.",
            "Leave it out: what is not taken stays.",
        ),
        "vi": (
            "{thing} tự nhận từ chính mình.",
            "Cần hai đơn vị khác nhau.",
            "Bỏ đi: phần không ai nhận thì giữ nguyên.",
        ),
    },
    "not-holder": {
        "en": (
            "{giver} does not hold {function} in {area} on {eve}.",
            "Expected the holder: {holders}.",
            "Correct `from`, or leave it out.",
        ),
        "vi": (
            "{giver} không giữ {function} tại {area} vào ngày {eve}.",
            "Bên giữ là: {holders}.",
            "Sửa `from` hoặc bỏ đi.",
        ),
    },
    "giver-forgotten": {
        "en": (
            "{giver} also holds {function} in {area}, but is no giver.",
            "Expected every holder under `from`.",
            "Add it to `from`; else both would be competent.",
        ),
        "vi": (
            "{giver} cũng giữ {function} tại {area} nhưng không phải bên giao.",
            "Cần nêu mọi bên đang giữ trong `from`.",
            "Thêm vào `from`; nếu không, hai bên cùng có thẩm quyền.",
        ),
    },
    "too-early": {
        "en": (
            "{thing} is needed on {on} but exists only from {from}.",
            "Expected a decree that is dated after what it needs.",
            "Move the effective day, or found it earlier.",
        ),
        "vi": (
            "Cần {thing} vào ngày {on} nhưng chỉ tồn tại từ {from}.",
            "Văn bản phải có ngày sau những gì nó cần.",
            "Dời ngày có hiệu lực, hoặc lập sớm hơn.",
        ),
    },
    "before-start": {
        "en": (
            "The decree takes effect on {on}, before the first day that is known ({starts}).",
            "Expected a day after {starts}.",
            "Correct `effective`.",
        ),
        "vi": (
            "Văn bản có hiệu lực ngày {on}, trước ngày đầu tiên có dữ liệu ({starts}).",
            "Cần một ngày sau {starts}.",
            "Sửa `effective`.",
        ),
    },
    "until-too-early": {
        "en": (
            "This ends on {until}, not after it begins on {on}.",
            "Expected a later day.",
            "Correct `{field}`.",
        ),
        "vi": (
            "Khoản này kết thúc ngày {until}, không sau ngày bắt đầu {on}.",
            "Cần một ngày muộn hơn.",
            "Sửa `{field}`.",
        ),
    },
    "in-a-circle": {
        "en": (
            "{thing} would come to lie under itself.",
            "Expected a parent outside it.",
            "Name another parent.",
        ),
        "vi": (
            "{thing} sẽ trực thuộc chính mình.",
            "Cần một cấp trên khác.",
            "Nêu cấp trên khác.",
        ),
    },
    "breaks-another": {
        "en": (
            "With this decree, {other} no longer works: {what}",
            "Expected the decrees that follow to stay right.",
            "Change the day or the clause, or enact a correction of {other} with it.",
        ),
        "vi": (
            "Với văn bản này, {other} không còn đúng: {what_vi}",
            "Các văn bản sau phải giữ nguyên tính đúng đắn.",
            "Đổi ngày hoặc khoản, hoặc kèm theo việc sửa {other}.",
        ),
    },
    "gap": {
        "en": (
            "Nobody holds {function} in {place} on {on} (filed {filed}); first of {days}.",
            "Expected exactly one holder.",
            "Transfer it from {on}, name who deputises, or write `follow` with `hold: [{id}]`.",
        ),
        "vi": (
            "Không cơ quan nào giữ {function} tại {place} ngày {on} (nộp {filed}); từ {days}.",
            "Cần đúng một cơ quan có thẩm quyền.",
            "Chuyển giao từ {on}, nêu bên tạm thay, hoặc ghi `follow` với `hold: [{id}]`.",
        ),
    },
    "overlap": {
        "en": (
            "{holders} all hold {function} in {place} on {on} (filed {filed}).",
            "Expected exactly one holder.",
            "Name every other holder as a giver, or leave the place out of the wider mandate.",
        ),
        "vi": (
            "{holders} cùng giữ {function} tại {place} ngày {on} (nộp {filed}).",
            "Cần đúng một cơ quan có thẩm quyền.",
            "Nêu các bên giữ khác là bên giao, hoặc trừ nơi đó khỏi thẩm quyền rộng hơn.",
        ),
    },
    "stray": {
        "en": (
            "{holders} would hold {function} in {place} on {on}, where nothing is owed or alive.",
            "Expected a living agency and area, and a duty that is owed there.",
            "End the mandate, or leave the place out.",
        ),
        "vi": (
            "{holders} giữ {function} tại {place} ngày {on}, nơi không còn đối tượng hoặc nghĩa vụ.",
            "Cần cơ quan và địa bàn đang tồn tại, và có nghĩa vụ tại đó.",
            "Kết thúc thẩm quyền, hoặc bỏ nơi đó ra.",
        ),
    },
    "unbalanced": {
        "en": (
            "{balance} does not balance: {before} before, {after} after; {thing}: {why}.",
            "Expected each to be counted once on both sides.",
            "Find it, or say who keeps it.",
        ),
        "vi": (
            "{balance} không cân: trước {before}, sau {after}; {thing}: {why}.",
            "Mỗi mục phải được đếm đúng một lần ở cả hai phía.",
            "Tìm lại, hoặc nêu bên giữ.",
        ),
    },
}
MESSAGES: Saying[Words] = Saying(OWN)
