"""What the pages of units tell: units, ground and sites, agencies, under every key they ever had."""

from __future__ import annotations
