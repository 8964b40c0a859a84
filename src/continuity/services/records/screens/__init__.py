"""What people see of criminal records: the calculator, which keeps nothing."""

from __future__ import annotations

from django.urls import path

from continuity.services.records.screens import calculator, home

desk = [path("", home.home, name="home")]
"""Under the desk: the same reasoning, for an officer who checks one."""

public = [path("when", calculator.page, name="when")]
"""For everybody."""
