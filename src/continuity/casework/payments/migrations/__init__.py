"""The tables of payments, step by step."""

from __future__ import annotations
