"""Why an opinion is not taken, among the words of casework."""

from __future__ import annotations

from continuity.casework.refused import WORDS

WORDS |= {
    "no-score": (
        "Hãy chọn một mức từ 1 đến {most}.",
        "Choose one of the levels from 1 to {most}.",
    ),
    "no-result-yet": (
        "Chỉ hỏi ý kiến khi hồ sơ đã có kết quả.",
        "Opinions are asked for once a case has its result.",
    ),
    "said-already": (
        "Hồ sơ này đã được cho ý kiến một lần.",
        "An opinion was given for this case already.",
    ),
}
