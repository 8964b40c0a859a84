"""Plans of a body for a reform: tasks with the six clears, and questions with a day by which they end."""

from __future__ import annotations
