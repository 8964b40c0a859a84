"""The functions by whatever people call them: id, name, everyday words."""

from __future__ import annotations

from continuity.cli.speak import language, plain, t, wrong_use
from continuity.packs.functions import labels, meant, words
from continuity.packs.vn import Pack, pack

MOST_WORDS = 3


def function_of(source: Pack, text: str) -> str:
    """The id of the function that a word means; ends with wrong use for none and for several."""
    found = meant(source, text)
    if len(found) == 1:
        return found[0]
    known = ", ".join(sorted(found or source.functions))
    if found:
        raise wrong_use(
            t(
                f"“{plain(text)}” có thể là nhiều chức năng. Hãy chọn một: {known}.",
                f"'{plain(text)}' may be several functions. Choose one: {known}.",
            )
        )
    raise wrong_use(
        t(
            f"Không có chức năng “{plain(text)}”. Cần một trong: {known}; `continuity who -h` nêu "
            "tên gọi thường ngày.",
            f"There is no function '{plain(text)}'. Expected one of: {known}; `continuity who -h` "
            "has everyday words.",
        )
    )


def described() -> list[tuple[str, str]]:
    """Each function's id with its name and a few everyday words, for the help."""
    source = pack()
    return [(id, _line(source, id)) for id in sorted(source.functions)]


def _line(source: Pack, id: str) -> str:
    named = labels(source, id)[0 if language() == "vi" else 1]
    said = ", ".join(words(source, id)[:MOST_WORDS])
    return f"{named} ({said})" if said else named
