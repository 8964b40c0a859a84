"""The tables of handovers."""

from __future__ import annotations
