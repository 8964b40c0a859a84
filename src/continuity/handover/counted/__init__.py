"""Counted in: anybody can check that their own thing crossed, and learns nothing of another's.

Each side builds a hash tree over what it counted by itself. The two roots and the differences stand in
the minutes. From there on one thing can be shown to be in both trees, unchanged, and an auditor can
add up everything without seeing a single name or number.
"""

from __future__ import annotations
