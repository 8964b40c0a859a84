"""Public notice: what a reform changes for people, published by each body that takes something over."""

from __future__ import annotations
