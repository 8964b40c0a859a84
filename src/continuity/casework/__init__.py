"""Casework: one matter from the day it is filed to the day it is closed.

A case is filed by function, place and day and never says whose it is: who must act is resolved from
the register, so a reform changes no case. Acts say for ever who did them and under which mandate.
Sight follows duty: the database itself shows a case only to a reader who has business with it.
"""

from __future__ import annotations
