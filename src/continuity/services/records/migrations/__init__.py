"""The tables of the register of convictions."""

from __future__ import annotations
