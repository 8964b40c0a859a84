"""What a seat is for: a closed list, since a role that anybody can invent is none."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What the holder of a seat does (W3C ORG: the role of a post)."""

    PLANNER = "planner"
    """Drafts reforms."""
    HEAD = "head"
    """Leads an agency: approves reforms that others drafted, and whatever an officer does."""
    OFFICER = "officer"
    """Works on cases."""
    INSPECTOR = "inspector"
    """Looks into what was done, and changes nothing."""
    STEWARD = "steward"
    """Adds people and appoints them."""
