"""Whether a unit can work on its first day: green only from evidence with a date that is still good."""

from __future__ import annotations
