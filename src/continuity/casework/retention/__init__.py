"""Retention: when a closed case may go, who agrees, and how what is personal in it is destroyed.

A list is drawn by one person and reviewed by another; a case can be spared with a reason. What is
destroyed is what is sealed: columns are emptied, files lose their key. The case's row, its acts and
its entries stay, so that the chain is whole and every count still adds up.
"""

from __future__ import annotations
