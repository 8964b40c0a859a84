"""People in a reform: the own post for everybody, and what heads and planners see to."""

from __future__ import annotations
