"""Paper that was scanned: separator sheets, stacks of pages, and the batches between the sheets."""

from __future__ import annotations
