"""Pages: what every page of the rooms above is made of: its frame, its words, its day, its dress.

A page works without script. It depends on a day that stands in its address, and speaks Vietnamese
first, English at a switch. Both texts of a sentence stand beside each other where it is written.
"""

from __future__ import annotations
