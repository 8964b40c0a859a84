"""The interface for programs: thin views over the rooms below, one module a subject.

It reads, and it reckons what somebody sends; nothing is stored, nobody signs in, no cookie is looked at.
"""

from __future__ import annotations
