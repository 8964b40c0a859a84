"""The site: urls and pages, and no rules. What a page says, a room below has decided."""

from __future__ import annotations
