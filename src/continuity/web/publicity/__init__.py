"""Public notices of a reform: what everybody reads, and where bodies publish them."""

from __future__ import annotations
