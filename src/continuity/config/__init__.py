"""How an installation is set up: its settings, and the database that everything runs on.

This module stays empty of imports: the server's own processes import it with every start.
"""

from __future__ import annotations
