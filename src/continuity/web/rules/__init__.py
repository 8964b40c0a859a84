"""Which rules apply where, old names read as new ones, and the review of documents at the desk."""

from __future__ import annotations
