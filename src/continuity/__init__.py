"""Continuity: a reorganisation of the state, planned, proved, enacted and lived through.

Store who did; resolve who must. Mandates are stored, and the competent agency is the answer to
what, where and when.
"""

from __future__ import annotations

__version__ = "0.1.0"
