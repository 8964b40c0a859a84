"""For those who write programs: what can be asked, each with a live example, and what comes back."""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from continuity.addresses.written import who_read
from continuity.web.api.bulk import MOST
from continuity.web.api.door import MOST_BYTES
from continuity.web.api.problems import KINDS
from continuity.web.known import NothingLoaded, known

ROOT = "/api/v1"
Query = tuple[tuple[str, str], ...]


class Example(NamedTuple):
    """One thing that people need, an address that answers it, and what is sent, if anything is."""

    vi: str
    en: str
    why_vi: str
    why_en: str
    path: str
    query: Query = ()
    sent: str = ""
    media: str = "application/json"

    @property
    def url(self) -> str:
        """The address as a link; '' where something is sent."""
        return (
            ""
            if self.sent
            else ROOT + self.path + (f"?{urlencode(self.query)}" if self.query else "")
        )

    @property
    def shown(self) -> str:
        """The address as people read it."""
        asked = "&".join(f"{name}={value}" for name, value in self.query)
        return f"{self.path}?{asked}" if asked else self.path

    def curl(self, host: str) -> str:
        """The same from a terminal; what has marks or blanks is encoded on the way."""
        if self.sent:
            parts = [f"curl -H 'Content-Type: {self.media}'", f"-d '{self.sent}'"]
            return " \\\n  ".join([*parts, f"'{host}{ROOT}{self.path}'"])
        asked = [f"--data-urlencode '{name}={value}'" for name, value in self.query]
        return " \\\n  ".join([f"curl {'-G ' if asked else ''}'{host}{ROOT}{self.path}'", *asked])


LICENCE = (
    ("function", "driving-licences"), ("place", "Tỉnh Hải Dương"), ("on", "2025-07-01"),
    ("filed", "2025-02-20"),
)  # fmt: skip
MANY = '{"questions": [{"function": "residence", "place": "26740", "on": "2025-07-01"}]}'
DRAFT = (
    '{"decree": "trial", "effective": "2030-01-01", "clauses": '
    '[{"clause": "1", "rename": "31", "name": "Thành phố Hải Phòng"}]}'
)
ADDRESSES = (
    '{"texts": ["12 Lê Lợi, P.Bến Nghé, Q1, TPHCM"], '
    '"old_on": "2025-06-30", "new_on": "2025-07-01"}'
)
EXAMPLES = (
    Example(
        "Ai có thẩm quyền", "Who is responsible",
        "Một việc, ở một nơi, vào một ngày, với hồ sơ nộp từ trước; có lý do, chuỗi và khoản.",
        "One task, in one place, on one day, for a matter filed before; with reasons, chain and clause.",
        "/who", LICENCE,
    ),
    Example(
        "Nộp ở đâu", "Where to hand in",
        "Nơi tiếp nhận trong ngày ấy: địa chỉ, giờ, điện thoại, lối đi không bậc.",
        "The counters of that day: address, hours, telephone, step-free access.",
        "/points", LICENCE[:3],
    ),
    Example(
        "Việc này thay đổi gì với tôi", "What changes for me",
        "Một đơn vị và các giấy tờ: gì còn giá trị, gì không phải làm, nay ai lo. Không lưu gì.",
        "A unit and some papers: what stays good, what need not be done, who now. Nothing is kept.",
        "/changes", (("unit", "26740@2025-01-01"), ("papers", "driving-licence,residence")),
    ),
    Example(
        "Quy định nào áp dụng ở nơi này", "Which rules apply here",
        "Văn bản trong sổ còn áp dụng ở một địa chỉ: của địa bàn nay và địa bàn cũ, đến ngày nào.",
        "The documents of the register that hold at an address, of its old ground and its new.",
        "/rules", (("place", "Phường Sài Gòn"), ("on", "2025-07-01")),
    ),
    Example(
        "Tên hoặc mã cũ nay là đơn vị nào", "What an old name or code is today",
        "Mọi đơn vị từng mang tên hoặc mã đó, kèm đơn vị kế thừa.",
        "Every unit that ever bore it, with its heirs.",
        "/units", (("q", "Bến Nghé"),),
    ),
    Example(
        "Một đơn vị qua thời gian", "A unit over time",
        "Theo khóa, không bao giờ đổi; hoặc theo mã kèm ngày.",
        "By its key, which never changes, or by a code and a day.",
        "/units/26740@2025-07-01",
    ),
    Example(
        "Bảng chuyển đổi giữa hai ngày bất kỳ", "A crosswalk between any two days",
        "Cả nước, hoặc một đơn vị với tham số unit; gửi Accept: text/csv để nhận bảng.",
        "The whole country, or one unit with the parameter unit; Accept: text/csv gives a table.",
        "/crosswalk", (("from", "2025-06-30"), ("to", "2025-07-01"), ("unit", "00001@2025-01-01")),
    ),
    Example(
        "Một cơ quan và mọi thẩm quyền của cơ quan đó", "An agency and all its duties",
        "Có từ ngày nào, kế thừa cơ quan nào, giữ việc gì, ở đâu, theo khoản nào.",
        "Since when, heir of whom, which duties, where and by which clause.",
        "/agencies/vn.31.police@2025-07-01",
    ),
    Example(
        "Các việc có thể hỏi", "What can be asked about",
        "Mã, hai tên và cách gọi thường ngày.", "Ids, both names and everyday words.",
        "/functions",
    ),
    Example(
        "Các cuộc sắp xếp", "The reforms",
        "Mỗi văn bản đang có hiệu lực có /plan (thay đổi gì) và /proof (chứng minh).",
        "Each decree in force has its /plan (what it changed) and its /proof.",
        "/reforms",
    ),
    Example(
        "Hỏi hàng loạt", "Many questions at once",
        "Tối đa 10.000 câu một lần, trả lời theo thứ tự; câu sai không làm hỏng câu khác.",
        "Up to 10,000, answered in order; a wrong one spoils no other.",
        "/who/bulk", sent=MANY,
    ),
    Example(
        "Địa chỉ cũ nay ở đâu", "Where old addresses are now",
        "Tối đa 10.000 địa chỉ viết thế nào cũng được; nơi đã chia thì nêu đủ các đơn vị nhận.",
        "Up to 10,000, however they are written; a divided unit comes with all its heirs.",
        "/addresses/convert", sent=ADDRESSES,
    ),
    Example(
        "Thử một dự thảo", "Try a draft",
        "Gửi YAML hoặc JSON; nhận lại mọi lỗi và kế hoạch. Không lưu gì.",
        "Send YAML or JSON; get every finding and the plan. Nothing is stored.",
        "/drafts/plan", sent=DRAFT,
    ),
)  # fmt: skip


def developers(request: HttpRequest) -> HttpResponse:
    """The interface on one page."""
    host = request.build_absolute_uri("/").rstrip("/")
    shown = {
        "examples": [(example, example.curl(host)) for example in EXAMPLES],
        "answer": _answer(),
        "problems": sorted(KINDS.items(), key=lambda kind: kind[1].status),
        "openapi": reverse("web:openapi"),
        "most": MOST,
        "mebibytes": MOST_BYTES // 1024**2,
        "here": "developers",
    }
    return render(request, "web/developers.html", shown)


def _answer() -> str:
    """What the first example gives now; '' where nothing is loaded."""
    try:
        here = known()
    except NothingLoaded:
        return ""
    asked = dict(LICENCE)
    on, filed = (date.fromisoformat(asked[name]) for name in ("on", "filed"))
    told, _ = who_read(here, asked["function"], asked["place"], on, filed, here.directory)
    return json.dumps(told, ensure_ascii=False, indent=2)
