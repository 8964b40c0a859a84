"""Countries as data, and the pure readers of it."""

from __future__ import annotations
