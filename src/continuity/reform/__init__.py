"""A reform as an object: drafted, planned, checked, proved and moved to another day.

What stands here needs no database: decrees come in as documents, worlds and findings go out.
"""

from __future__ import annotations
