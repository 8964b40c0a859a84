"""The tables of retention, and who may see their rows."""

from __future__ import annotations
