"""Settings, and the database that everything runs on."""

from __future__ import annotations
