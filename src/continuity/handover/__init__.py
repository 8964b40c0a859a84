"""Handover: two sides count the same things, sign what they found, and nothing is lost.

What is counted and compared is pure; what is kept, by whom and for whom, is in the database.
"""

from __future__ import annotations
