"""Messy addresses with known answers, and who reads them how well and how fast."""

from __future__ import annotations
