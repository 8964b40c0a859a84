"""The command: what a planner, an officer or a developer types."""

from __future__ import annotations
