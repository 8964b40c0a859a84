"""For what a case may be read: a closed list, since a purpose that anybody can invent is none."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from continuity.accounts.roles import Role
from continuity.core.procedure import Basis, Words


class Purpose(StrEnum):
    """Why somebody reads; it stands in the journal, and the person concerned is shown it."""

    INTAKE = "intake"
    PROCESSING = "processing"
    APPEAL = "appeal"
    INSPECTION = "inspection"
    APPLICANT = "applicant"
    STATISTICS = "statistics"


class Ground(NamedTuple):
    """On what law somebody may read for a purpose, in words that the person concerned is shown."""

    label: Words
    basis: Basis


# Nobody has compared these with the gazette, so each says that it is unverified.
GROUNDS: dict[Purpose, Ground] = {
    Purpose.INTAKE: Ground(
        Words("tiếp nhận hồ sơ", "to take the case in"), Basis("118/2025/NĐ-CP")
    ),
    Purpose.PROCESSING: Ground(
        Words("giải quyết hồ sơ", "to decide the case"), Basis("118/2025/NĐ-CP")
    ),
    Purpose.APPEAL: Ground(
        Words("giải quyết khiếu nại", "to decide an appeal"), Basis("Luật Khiếu nại 2011")
    ),
    Purpose.INSPECTION: Ground(
        Words("thanh tra, kiểm tra", "to inspect what was done"), Basis("Luật Thanh tra 2022")
    ),
    Purpose.APPLICANT: Ground(
        Words("người nộp xem hồ sơ của mình", "the applicant sees the own case"),
        Basis("91/2025/QH15"),
    ),
    Purpose.STATISTICS: Ground(
        Words("thống kê, không xem danh tính", "statistics, without persons"),
        Basis("Luật Thống kê 2015"),
    ),
}
"""The register of legal bases: a purpose without one cannot be read for (a test holds it whole)."""

OFFICIAL = tuple(purpose for purpose in Purpose if purpose is not Purpose.APPLICANT)
"""What an officer reads for; the applicant's own sight is of one's own cases."""

SEATS = dict.fromkeys(OFFICIAL, (Role.OFFICER, Role.HEAD)) | {
    Purpose.INSPECTION: (Role.INSPECTOR, Role.HEAD),
    Purpose.STATISTICS: (Role.OFFICER, Role.HEAD, Role.INSPECTOR),
}
"""In which seats of an agency somebody may read for a purpose."""

IMPERSONAL = frozenset({Purpose.STATISTICS})
"""Purposes for which nobody is shown a person."""

JOBS = ("backup", "deadlines", "rotation", "statistics")
"""What the system does with all cases at once; a job sees rows and opens no personal field."""

ROOM_JOBS = ("counted-in", "escalation", "notices", "payments", "records")
"""Jobs of the rooms beside casework; what they see, the migrations of those rooms say."""
