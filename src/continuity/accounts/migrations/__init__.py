"""The tables of this room, step by step."""

from __future__ import annotations
