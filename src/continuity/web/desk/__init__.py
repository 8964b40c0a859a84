"""The desk: what an agency must act on today, one case at a time, and the counter that takes cases in.

Pages only. What may be done, by whom and in which order the verbs of casework say; a page shows the
acts that are next and lets a refusal speak for itself.
"""

from __future__ import annotations
