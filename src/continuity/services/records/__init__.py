"""Criminal records: certificates No. 1 and No. 2, the register of convictions, and when they end.

The law of 2009 and that of 1 July 2026 stand side by side as dated data. Whether a conviction is
still a record is never stored: it is computed on the day on which a certificate is issued, with every
reason, and where the facts or the law leave it open a person decides.
"""

from __future__ import annotations

from continuity.core.procedure import Words
from continuity.services.records.procedure import LAW as LAW
from continuity.services.records.procedure import procedures as procedures

LABEL = Words("Lý lịch tư pháp", "Criminal records")
APP = "continuity.services.records.apps.Records"
SCREENS = "continuity.services.records.screens"
DEMO = "continuity.services.records.demo"
BESIDE = (
    Words("Lý lịch tư pháp của người này, và vì sao", "What the register says, and why"),
    "case",
)
HELD = (
    Words(
        "Cho người khác kiểm tra phiếu, xem ai đã kiểm tra", "Let somebody check it, see who did"
    ),
    "codes",
)
MINE = (
    Words("Ai đã hỏi lý lịch tư pháp của tôi", "Who asked for my criminal record"),
    "asked",
)
