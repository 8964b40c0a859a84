"""Notices: what the people concerned are told, and the feed of events that programs read.

Whatever stands in a case's stream of the journal is an event; some events send a notice. Both follow
in the transaction of the act: the event is written there, and the job that sends is enqueued there.
"""

from __future__ import annotations
