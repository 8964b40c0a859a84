"""The tables of papers and keys, and who may see their rows."""

from __future__ import annotations
