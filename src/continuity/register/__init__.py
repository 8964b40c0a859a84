"""The register: who and what exists, since when, and what we believed when.

Every fact has two times: `valid`, the days on which it holds, and `known`, the journal entries from
which and until which we had it recorded. Facts are stated and retracted, never edited: what was
believed on any day can be asked for ever.
"""

from __future__ import annotations
