"""Paying from home: a way that somebody else offers, from the start there until its word comes back.

An order says how much of which case is to be paid where. Nobody believes the payer's browser: only what
the provider signed counts, and it is answered with one of two words, taken or refund.
"""

from __future__ import annotations
