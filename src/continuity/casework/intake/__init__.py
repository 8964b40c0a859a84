"""Intake: what happens before a case is filed, and how it is followed without a login.

Whose a login is must be proved once; until it is sent, what somebody types is a draft that only they
can see and that goes by itself; what they hand in is looked at before it is kept.
"""

from __future__ import annotations
