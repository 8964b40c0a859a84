"""Help and wrong use in the language of the locale; typer's own words are English only."""

from __future__ import annotations

import re
from typing import IO, Any

import typer
from typer.core import TyperCommand, TyperGroup

from continuity.cli.speak import complain, language, t

# As typer and click write them, in the order in which they are replaced.
VIETNAMESE = (
    (r"^Usage:", "Cách dùng:"),
    (r"^Options:", "Tùy chọn:"),
    (r"^Arguments:", "Tham số:"),
    (r"^Commands:", "Lệnh:"),
    (r"\[OPTIONS\]", "[TÙY CHỌN]"),
    (r"\bCOMMAND \[ARGS\]\.\.\.", "LỆNH [THAM SỐ]..."),
    (r"\[required\]", "[bắt buộc]"),
    (r"Show this message and exit\.", "In hướng dẫn này."),
    (r"^Missing argument", "Thiếu tham số"),
    (r"^Missing option", "Thiếu tùy chọn"),
    (r"^Missing command\.", "Thiếu lệnh."),
    (r"^No such command", "Không có lệnh"),
    (r"^No such option", "Không có tùy chọn"),
    (r"\(Possible options: ", "(Có thể là: "),
    (r"Did you mean ", "Có phải là "),
    (r"^Got unexpected extra argument(s|\(s\))?", "Thừa tham số"),
    (r"^Option (\S+) requires an argument\.", r"Tùy chọn \1 cần một giá trị."),
    (r"^Option (\S+) does not take a value\.", r"Tùy chọn \1 không nhận giá trị."),
    (r"^Invalid value for", "Giá trị không hợp lệ cho"),
)


def spoken(text: str) -> str:
    """What typer wrote, in the language; what we wrote stays as it is."""
    for english, vietnamese in VIETNAMESE if language() == "vi" else ():
        text = re.sub(english, vietnamese, text, flags=re.MULTILINE)
    return text


class Command(TyperCommand):
    """A command whose help is in the language."""

    def get_help(self, ctx: Any) -> str:  # typer's context, which has no public name
        """The help page."""
        return spoken(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        """The line that shows how the command is written."""
        return spoken(super().get_usage(ctx))


class Group(TyperGroup):
    """A command with commands of its own, whose help is in the language."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return spoken(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        """The line that shows how the command is written."""
        return spoken(super().get_usage(ctx))


class Who(Command):
    """`who`, whose help ends with the functions that it answers for."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Writes each function with its name; the pack is read only here, for the help."""
        from continuity.cli.functions import described

        with formatter.section(t("Chức năng", "Functions")):
            formatter.write_dl(described())


def _show(self: Any, file: IO[str] | None = None) -> None:
    """Says how the command is written and what is wrong with this use of it."""
    if self.ctx is not None:
        path = self.ctx.command_path
        complain(self.ctx.get_usage())
        complain(t(f"Xem hướng dẫn: {path} -h", f"Try '{path} -h' for help."))
    complain(f"{t('Lỗi', 'Error')}: {spoken(self.format_message())}")


# typer brings a click of its own and names none of its errors but this one's child. The original
# `show` has its words in it and prints what was typed as it is, escape codes included.
_UsageError: Any = typer.BadParameter.__base__
_UsageError.show = _show
