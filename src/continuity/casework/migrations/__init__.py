"""The tables of casework, and who may see their rows."""

from __future__ import annotations
