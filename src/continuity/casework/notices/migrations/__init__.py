"""The tables of notices and events, and the rights in the tables of jobs."""

from __future__ import annotations
