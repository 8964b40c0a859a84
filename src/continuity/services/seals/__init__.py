"""Seals: the specimen of every seal of the State is registered before the seal is used.

The law is Decree 99/2016/NĐ-CP as amended by 56/2023/NĐ-CP, without the seals of enterprises. The
registrar keeps one register: which body had which seal from when until when. So the night of a
reform, in which thousands of seals go out of use and as many come into it, is the same register
written a few thousand times. This folder is the one that a new service copies.
"""

from __future__ import annotations

from continuity.core.procedure import Words
from continuity.services.seals.procedure import LAW as LAW
from continuity.services.seals.procedure import procedures as procedures

LABEL = Words("Con dấu", "Seals")
APP = "continuity.services.seals.apps.Seals"
SCREENS = "continuity.services.seals.screens"
DEMO = "continuity.services.seals.demo"
