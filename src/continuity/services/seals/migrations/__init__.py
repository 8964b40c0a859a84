"""The tables of the register of seals."""

from __future__ import annotations
