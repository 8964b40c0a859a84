"""From the text of a law to a draft decree, with every phrase that was not understood."""

from __future__ import annotations
