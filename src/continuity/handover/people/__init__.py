"""People in a reform: where each who sat in a moved seat ends, who helps whom, who can do what."""

from __future__ import annotations
