"""Papers: typeset as PDF/A, signed, numbered, kept, revoked, verified by anybody who holds one.

A paper says for ever which agency issued it, what that agency was called then, and under which
mandate. Who succeeded the agency since is resolved when somebody asks. So a reform changes no paper.

Four modules read and write files with pyhanko: looked_at, marks, sign and signers. It takes half a second
and 20 MB, so they are imported where a file is at hand, and a process that sees none does without.
"""

from __future__ import annotations
