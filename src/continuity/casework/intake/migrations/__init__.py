"""The tables of intake, and who may see their rows."""

from __future__ import annotations
