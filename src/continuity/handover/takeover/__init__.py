"""Taking over an old system's records: what its export means, what of it can be lines, and what came."""

from __future__ import annotations
