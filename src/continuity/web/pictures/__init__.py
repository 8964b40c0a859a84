"""The pictures of a reform: bars of provinces, cartograms of communes, who gives to whom."""

from __future__ import annotations
