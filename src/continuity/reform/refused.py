"""Refusals of a verb: findings like any other, all at once."""

from __future__ import annotations

from continuity.core.finding import Finding, Flawed
from continuity.core.lineage import Cite
from continuity.core.messages import MESSAGES


class Refused(Flawed):
    """A verb was refused and nothing was changed; `findings` says why, all at once."""


class Stopped(Refused):
    """An approval waits for a named person's reason: a room above has something against it."""


def refusal(code: str, decree: str, **values: object) -> Finding:
    """A finding about a decree as a whole."""
    return Finding(code, Cite(decree=decree), {k: str(v) for k, v in values.items()})


MESSAGES.update(
    {
        "no-draft": {
            "en": (
                "There is no draft of this name.",
                "Expected one that was saved and not enacted yet.",
                "Save it first.",
            ),
            "vi": ("Không có dự thảo nào tên này.", "Cần một dự thảo đã lưu.", "Lưu trước đã."),
        },
        "another-name": {
            "en": (
                "The text names its decree otherwise than this draft.",
                "Expected `decree: {name}`, in small letters, digits and hyphens.",
                "Write the name so, or save the text as a new draft.",
            ),
            "vi": (
                "Văn bản mang tên khác với dự thảo này.",
                "Cần `decree: {name}`, gồm chữ thường không dấu, số và gạch nối.",
                "Ghi đúng tên, hoặc lưu thành dự thảo mới.",
            ),
        },
        "draft-changed": {
            "en": (
                "Somebody else saved this draft after version {version}.",
                "Expected the last version to have been read.",
                "Read it again, and save your changes over it.",
            ),
            "vi": (
                "Người khác đã lưu dự thảo này sau phiên bản {version}.",
                "Cần đọc phiên bản mới nhất.",
                "Đọc lại rồi lưu thay đổi của mình.",
            ),
        },
        "same-person": {
            "en": (
                "{person} drafted this decree.",
                "Expected somebody else to approve it.",
                "Let another head approve it.",
            ),
            "vi": (
                "{person} đã soạn văn bản này.",
                "Cần một người khác phê duyệt.",
                "Nhờ một lãnh đạo khác phê duyệt.",
            ),
        },
        "already-in-force": {
            "en": (
                "A decree of this name is in force.",
                "Expected a new one.",
                "Correct it, let it slip, or undo it first.",
            ),
            "vi": (
                "Văn bản cùng tên đã được ban hành.",
                "Cần một văn bản mới.",
                "Đính chính, dời ngày hoặc thu hồi trước.",
            ),
        },
        "not-in-force": {
            "en": (
                "No decree of this name is in force.",
                "Expected one that was enacted.",
                "`continuity reform list` shows them.",
            ),
            "vi": (
                "Không có văn bản nào tên này đang được ban hành.",
                "Cần một văn bản đã ban hành.",
                "`continuity reform list` liệt kê các văn bản.",
            ),
        },
        "takes-effect-already": {
            "en": (
                "This decree has been in effect since {effective}.",
                "Expected a day before that to withdraw it whole.",
                "Correct it instead; say why.",
            ),
            "vi": (
                "Văn bản này đã có hiệu lực từ {effective}.",
                "Chỉ được thu hồi trước ngày đó.",
                "Hãy đính chính và nêu lý do.",
            ),
        },
        "outrun": {
            "en": (
                "Somebody else changed the register since this was planned.",
                "Expected the register as it was at entry {entry}.",
                "Plan again; nothing was written.",
            ),
            "vi": (
                "Người khác đã thay đổi sổ đăng ký sau khi lập kế hoạch này.",
                "Cần sổ đăng ký như tại mục {entry}.",
                "Lập lại kế hoạch; chưa có gì được ghi.",
            ),
        },
        "reason-missing": {
            "en": (
                "No reason was given.",
                "Expected a sentence on why a decree in force is changed.",
                "Give it with --reason; it stays in the journal.",
            ),
            "vi": (
                "Chưa nêu lý do.",
                "Cần một câu giải thích vì sao sửa văn bản đã ban hành.",
                "Nêu bằng --reason; lý do được lưu trong nhật ký.",
            ),
        },
        "disputed-stated": {
            "en": (
                "The decree would state a disputed mandate.",
                "Expected only a pack to load the disputes of an old order.",
                "Say who holds it.",
            ),
            "vi": (
                "Văn bản sẽ ghi một thẩm quyền đang tranh chấp.",
                "Chỉ gói dữ liệu được nạp tranh chấp của trật tự cũ.",
                "Nêu rõ cơ quan nào giữ.",
            ),
        },
    }
)
