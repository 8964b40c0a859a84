"""Every command, by importing the modules that add them to the application."""

from __future__ import annotations

from continuity.cli import app_address as app_address
from continuity.cli import app_handover as app_handover
from continuity.cli import app_hook as app_hook
from continuity.cli import app_jobs as app_jobs
from continuity.cli import app_key as app_key
from continuity.cli import app_people as app_people
from continuity.cli import app_points as app_points
from continuity.cli import app_reform as app_reform
from continuity.cli import app_server as app_server
from continuity.cli.app import app, main

__all__ = ["app", "main"]
