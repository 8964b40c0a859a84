"""The reform room as pages: read, draft, check, plan, prove, approve, undo, let slip."""

from __future__ import annotations
