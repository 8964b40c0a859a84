"""The tables of opinions, step by step."""

from __future__ import annotations
