"""What applicants think of a service once they have its result: how many said what, and nobody who.

A case remembers that it was asked, and not what was answered; an answer remembers agency, procedure and
quarter, and neither case nor person. It is counted when its quarter is over, from five answers on.
"""

from __future__ import annotations
