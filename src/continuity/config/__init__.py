"""How an installation is set up: for now the embedded database server.

This module stays empty of imports: the server's own processes import it with every start.
"""

from __future__ import annotations
