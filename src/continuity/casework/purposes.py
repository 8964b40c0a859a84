"""For what a case may be read: a closed list, since a purpose that anybody can invent is none."""

from __future__ import annotations

from enum import StrEnum

from continuity.accounts.roles import Role


class Purpose(StrEnum):
    """Why somebody reads; it stands in the journal, and the person concerned is shown it."""

    INTAKE = "intake"
    PROCESSING = "processing"
    APPEAL = "appeal"
    INSPECTION = "inspection"
    APPLICANT = "applicant"
    STATISTICS = "statistics"


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

ROOM_JOBS = ("notices",)
"""Jobs of the rooms beside casework; what they see, the migrations of those rooms say."""
