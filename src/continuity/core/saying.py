"""Words by code, to which each room adds its own: none may say another's code otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

Said = TypeVar("Said")


class Saying(dict[str, Said]):
    """What is said for each code; raises ValueError where a code would be said in another way.

    Without it the room that is loaded last silently puts its words into the findings of all others.
    """

    def __setitem__(self, code: str, said: Said) -> None:
        if self.get(code, said) != said:
            raise ValueError(f"{code!r} is said already: {self[code]!r}; now {said!r}.")
        super().__setitem__(code, said)

    def update(self, more: Mapping[str, Said], /) -> None:  # type: ignore[override]
        """Adds the words of a room."""
        for code, said in more.items():
            self[code] = said

    def __ior__(self, more: Any) -> Saying[Said]:  # type: ignore[override,misc]
        self.update(more)
        return self
