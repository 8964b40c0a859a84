"""The interface for programs: thin views over the rooms below, one module a subject.

It reads, and it reckons what somebody sends; nobody signs in, no cookie is looked at. Nothing is stored
but what a gateway reports of a message, which it signs.
"""

from __future__ import annotations
