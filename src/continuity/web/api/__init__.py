"""The interface for programs: thin views over the rooms below, one module a subject.

Without a token it reads, and it reckons what somebody sends; nothing is stored but what a gateway reports
of a message, which it signs. `work` is for programs of agencies, which sign in with a token. No cookie is
looked at anywhere.
"""

from __future__ import annotations
