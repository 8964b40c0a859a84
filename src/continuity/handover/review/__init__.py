"""Legal review: which documents a reform affects, and which of them hold where until when."""

from __future__ import annotations
