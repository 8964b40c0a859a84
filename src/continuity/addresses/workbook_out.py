"""Tables written as Excel files, row after row: the few parts of the format that a table needs.

A text is written as a text, so that none becomes a formula whatever it begins with. The library that
reads Excel files writes them too, twenty times slower and with long texts cut in silence.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, Any

from continuity.addresses.batches import Batch, shown
from continuity.addresses.reasons import reason
from continuity.packs.names import Language

MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# What XML cannot hold, or would change, is written as its number; and so is what looks like that.
_ODD = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Styles by their place: as it is, a day with a time, a day, a time, a length of time.
_FORMATS = (0, 22, 14, 21, 46)
_FIRST_DAY = datetime.fromisoformat("1899-12-30")


class WorkbookOut:
    """One sheet, and another wherever Excel's rows are used up."""

    def __init__(self, stream: IO[bytes], names: Sequence[str], language: Language) -> None:
        self._names, self._language, self._sheets = names, language, 0
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3)
        self._begin()

    def _begin(self) -> None:
        self._sheets += 1
        # The same bytes for the same table: no clock in it.
        part = zipfile.ZipInfo(f"xl/worksheets/sheet{self._sheets}.xml")
        part.compress_type = zipfile.ZIP_DEFLATED
        self._part = self._zip.open(part, "w", force_zip64=True)
        self._part.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
        self._part.write(_row(self._names).encode())
        self._room = MOST_ROWS - 1

    def _end(self) -> None:
        self._part.write(b"</sheetData></worksheet>")
        self._part.close()

    def write(self, batch: Batch, added: Sequence[Sequence[Any]], width: int) -> None:
        """Rows with what was added to them; cells beyond the heading come last."""
        lines = list[str]()
        for row, more in zip(batch.rows(), added, strict=True):
            if any(type(cell) is str and len(cell) > MOST_LETTERS for cell in row):
                cut = reason("cut", self._language, most=MOST_LETTERS)
                more = (*more[:-1], f"{more[-1]} {cut}".strip())
            lines.append(_row((*row[:width], *more, *row[width:])))
        while lines:
            self._part.write("".join(lines[: self._room]).encode())
            lines, self._room = lines[self._room :], self._room - len(lines)
            if lines:
                self._end()
                self._begin()

    def close(self) -> None:
        """Writes what says that the parts are a workbook."""
        self._end()
        for name, text in _parts(self._sheets).items():
            self._zip.writestr(zipfile.ZipInfo(name), _HEAD + text)
        self._zip.close()


def _row(cells: Sequence[Any]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(value: Any) -> str:  # a cell of any type
    if type(value) is str:
        return _text(value)
    match value:
        case None:
            return "<c/>"
        case bool():
            return f'<c t="b"><v>{int(value)}</v></c>'
        case int() | float() | Decimal() if _held(value):
            return f"<c><v>{value}</v></c>"
        case datetime() if value.tzinfo is None and value.year >= 1900:
            return f'<c s="1"><v>{_days(value - _FIRST_DAY)}</v></c>'
        case date() if not isinstance(value, datetime) and value.year >= 1900:
            return f'<c s="2"><v>{(value - _FIRST_DAY.date()).days}</v></c>'
        case time() if value.tzinfo is None:
            return f'<c s="3"><v>{_days(datetime.combine(_FIRST_DAY, value) - _FIRST_DAY)}</v></c>'
        case timedelta():
            return f'<c s="4"><v>{_days(value)}</v></c>'
    return _text(shown(value) or "")


def _held(value: Any) -> bool:  # a number of any type
    """True for a number that Excel has, and of which it keeps all in its fifteen digits."""
    return bool(value - value == 0 and abs(value) < 10**15)


def _days(length: timedelta) -> float:
    return length / timedelta(days=1)


def _text(text: str) -> str:
    if not text:
        return "<c/>"
    text = escaped(text[:MOST_LETTERS]).translate(_SIGNS)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def escaped(text: str) -> str:
    """A text as Excel writes it, with letters that XML cannot hold as _x0001_."""
    return _ODD.sub(lambda odd: f"_x{ord(odd[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text that Excel means."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)


def _parts(sheets: int) -> dict[str, str]:
    """The parts of a workbook beside its sheets."""
    numbers = range(1, sheets + 1)
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in (
            ("workbook", "sheet.main"),
            ("styles", "styles"),
            *((f"worksheets/sheet{n}", "worksheet") for n in numbers),
        )
    )
    listed = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    links = "".join(_link(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
    formats = "".join(
        f'<xf numFmtId="{n}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for n in _FORMATS
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": _linked(_link(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": _linked(links + _link(sheets + 1, "styles", "styles.xml")),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="{len(_FORMATS)}">{formats}</cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }


def _link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'


def _linked(links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
