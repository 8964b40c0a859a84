"""The reform of 2025, played with synthetic matters, posts, holdings and documents.

Everything made here is marked "demo-"; no person and no case in it is real.
"""

from __future__ import annotations
