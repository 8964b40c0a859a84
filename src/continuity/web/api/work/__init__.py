"""Casework for programs: public services, cases, and all that is done with them.

A program acts with a token of somebody's seat, with the rights that the seat has today. Each act is the
verb of a page and bears the program's own key, so that what is sent twice is done once.
"""

from __future__ import annotations
