"""What is given away: a page and scripts that check without us, without a network, for ever.

They import nothing of ours but each other, so that who checks need not trust us: the trees are
written down a second time here, from the format and not from the code.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
SCRIPT, PAGE = FOLDER / "counted_in.py", FOLDER / "counted-in.html"
PACKAGE = FOLDER / "package.py"
