"""The tables of retention, step by step."""

from __future__ import annotations
