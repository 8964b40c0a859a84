"""Addresses and codes by the column: lists, Arrow, Polars, and the batch of a distributed engine.

Neither Arrow nor Polars is loaded before somebody hands over something of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from continuity.addresses.answer import Row
from continuity.addresses.batches import Arrow, Rows
from continuity.addresses.by_row import by_address
from continuity.addresses.codes import coded
from continuity.packs.names import Language

if TYPE_CHECKING:
    import polars
    import pyarrow

COLUMNS = Row._fields
SCORE = "score"  # the one column that is a number


def convert_texts(
    texts: Iterable[str | None], *, old_on: date, new_on: date, language: Language = "vi"
) -> list[Row]:
    """One row for each address, in order."""
    cells = [[text] for text in texts]
    return by_address(old_on, new_on).rows(Rows(cells, 1), [0], language)


def convert_batch(
    batch: pyarrow.RecordBatch, column: str, old_on: date, new_on: date, language: Language = "vi"
) -> pyarrow.RecordBatch:
    """The batch with seven columns more: what a distributed engine calls on each of its machines.

    A pure function of the batch and the days; a column that has such a name already leaves the added
    one with a number behind it. Raises KeyError where there is no such column.
    """
    import pyarrow

    from continuity.addresses.parquets import added_arrays
    from continuity.addresses.tables import headings

    at = batch.schema.get_field_index(column)
    if at < 0:
        raise KeyError(
            f"{column} is none of {', '.join(batch.schema.names)}, or stands there twice."
        )
    rows = by_address(old_on, new_on).rows(Arrow(batch), [at], language)
    names = headings(batch.schema.names, language, [])
    arrays = added_arrays(rows, len(names))
    schema = batch.schema
    for name, array in zip(names, arrays, strict=True):
        schema = schema.append(pyarrow.field(name, array.type))
    return pyarrow.RecordBatch.from_arrays([*batch.columns, *arrays], schema=schema)


def convert_array(
    array: pyarrow.Array | pyarrow.ChunkedArray,
    *,
    old_on: date,
    new_on: date,
    language: Language = "vi",
) -> pyarrow.StructArray | pyarrow.ChunkedArray:
    """A struct of the seven columns for each value; in chunks where the array was in chunks."""
    import pyarrow

    from continuity.addresses.parquets import added_arrays, added_types

    if isinstance(array, pyarrow.ChunkedArray):
        kind = pyarrow.struct(zip(COLUMNS, added_types(len(COLUMNS)), strict=True))
        chunks = [
            convert_array(chunk, old_on=old_on, new_on=new_on, language=language)
            for chunk in array.chunks
        ]
        return pyarrow.chunked_array(chunks, kind)
    one = pyarrow.RecordBatch.from_arrays([array], ["text"])
    rows = by_address(old_on, new_on).rows(Arrow(one), [0], language)
    return pyarrow.StructArray.from_arrays(added_arrays(rows, len(COLUMNS)), COLUMNS)


def convert_expr(
    expr: polars.Expr | str, *, old_on: date, new_on: date, language: Language = "vi"
) -> polars.Expr:
    """An expression for the seven columns as one struct: `.struct.unnest()` spreads them."""
    import polars

    kind = polars.Struct(_polars_types())
    meanings = by_address(old_on, new_on)

    def converted(series: polars.Series) -> polars.Series:
        cells = [[value] for value in series.to_list()]
        rows = meanings.rows(Rows(cells, 1), [0], language)
        return _frame(rows).to_struct(series.name)

    column = polars.col(expr) if isinstance(expr, str) else expr
    return column.map_batches(converted, return_dtype=kind, is_elementwise=True)


def convert_codes(
    codes: Any, *, old_on: date, new_on: date, language: Language = "vi"
) -> Any:  # of Polars, of Arrow, or a list
    """The seven columns for many codes: a frame for a Polars series, a table for an Arrow array.

    Ten million a second and more, by one join. In the table texts are dictionaries, as there are only
    as many as units. A list, or anything else, gives a list of rows.
    """
    known = coded(old_on, new_on, language)
    match type(codes).__module__.partition(".")[0]:
        case "polars":
            return _joined(codes, known.known, known.rows)
        case "pyarrow":
            return _looked_up(codes, known.known, known.rows)
    return known.rows(codes)


def _polars_types() -> dict[str, Any]:
    import polars

    return {name: polars.Float64 if name == SCORE else polars.String for name in COLUMNS}


def _frame(rows: Sequence[Row]) -> polars.DataFrame:
    import polars

    columns = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
    data = dict(zip(COLUMNS, columns, strict=True))
    return polars.DataFrame(data, schema=_polars_types())


def _joined(codes: polars.Series, known: dict[str, Row], rows: Any) -> polars.DataFrame:
    """A left join; where some codes are not known as they stand, one more with what they are."""
    import polars

    text = codes.cast(polars.String).fill_null("").alias("code")
    found = _join(text, known)
    if found["status"].null_count():
        others = text.filter(found["status"].is_null()).unique().to_list()
        found = _join(text, {**known, **dict(zip(others, rows(others), strict=True))})
    return found.select(COLUMNS)


def _join(text: polars.Series, known: dict[str, Row]) -> polars.DataFrame:
    import polars

    table = _frame(list(known.values())).with_columns(polars.Series("code", list(known)))
    return text.to_frame().join(table, on="code", how="left", maintain_order="left")


def _looked_up(codes: Any, known: dict[str, Row], rows: Any) -> pyarrow.Table:
    """The place of each code among those that are known, and the columns by these places."""
    import pyarrow
    from pyarrow import compute

    text = compute.cast(codes, pyarrow.string())
    text = text.combine_chunks() if isinstance(text, pyarrow.ChunkedArray) else text
    values = pyarrow.array(list(known), pyarrow.string())
    places = compute.index_in(text, value_set=values)
    others = compute.unique(text.filter(compute.is_null(places))).to_pylist()
    every = list(known.values())
    if others:
        values = pyarrow.array([*known, *others], pyarrow.string())
        places, every = compute.index_in(text, value_set=values), [*every, *rows(others)]
    columns = zip(COLUMNS, zip(*every, strict=True), strict=True)
    return pyarrow.table({name: _by_place(name, values, places) for name, values in columns})


def _by_place(name: str, values: Sequence[Any], places: Any) -> Any:
    import pyarrow

    if name == SCORE:
        return pyarrow.array(values, pyarrow.float64()).take(places)
    return pyarrow.DictionaryArray.from_arrays(places, pyarrow.array(values, pyarrow.string()))
