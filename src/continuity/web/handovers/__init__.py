"""Handovers at the desk: what both sides list, count, settle and sign.

Pages only. Who may do what the verbs of the handover say; a refusal comes back on the page from which
it was asked, with what was typed.
"""

from __future__ import annotations
