"""The citizen's pages: find a service, apply, follow a case; one thing a page, and no script needed."""

from __future__ import annotations
