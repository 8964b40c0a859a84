"""Accounts: who is at the keyboard, in which seat, since when.

Rights come from appointments of the day on which something is done, never from a list of rights that
somebody forgot to clear. People sign in with a password and a second factor; what they do is recorded
under a plain id and the name that they had.
"""

from __future__ import annotations
