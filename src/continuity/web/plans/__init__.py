"""Plans of a body for a reform, and its register of questions, at the desk."""

from __future__ import annotations
