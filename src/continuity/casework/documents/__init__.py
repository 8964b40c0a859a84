"""Papers: typeset as PDF/A, signed, numbered, kept, revoked, verified by anybody who holds one.

A paper says for ever which agency issued it, what that agency was called then, and under which
mandate. Who succeeded the agency since is resolved when somebody asks. So a reform changes no paper.
"""

from __future__ import annotations
