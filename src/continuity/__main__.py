"""`python -m continuity` is the same command as `continuity`."""

from __future__ import annotations

from continuity.cli.commands import main

if __name__ == "__main__":
    main()
