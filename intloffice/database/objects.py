"""JSON written by columns: each row's object as the encoder would write it, at a tenth of its time.

What is the same in all rows is written once, and so is a value that comes again.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any

from intloffice.schema.alike import Alike

_QUICK: Mapping[type, Callable[[Any], str]] = {
    int: int.__repr__,
    bool: {True: "true", False: "false"}.__getitem__,
}


def objects(
    columns: Mapping[str, Sequence[Any]],
    encoder: json.JSONEncoder,
    blank: Mapping[str, Any] | None = None,
) -> Iterable[str]:
    """Write an object for each row of columns that have the same length.

    What is ``blank``, by the names of the columns, is left out.
    """
    text = encode_basestring_ascii if encoder.ensure_ascii else encode_basestring
    blank = blank or {}
    pieces, varying = [], []
    for name in sorted(columns) if encoder.sort_keys else columns:
        column = columns[name]
        begun = f"{text(name)}{encoder.key_separator}"
        if isinstance(column, Alike):
            if not (name in blank and column.value == blank[name]):
                piece = f"{begun}{encoder.encode(column.value)}{encoder.item_separator}"
                pieces.append(piece.replace("%", "%%"))
        elif name in blank and blank[name] in column:
            pieces.append("%s")
            varying.append(_where_told(column, blank[name], begun, encoder))
        else:
            pieces.append(f"{begun.replace('%', '%%')}%s{encoder.item_separator}")
            varying.append(_written(column, encoder))
    whole, end = "".join(pieces), -len(encoder.item_separator)
    if varying:
        return [f"{{{(whole % row)[:end]}}}" for row in zip(*varying, strict=True)]
    number = len(next(iter(columns.values()), ()))
    return [f"{{{(whole % ())[:end]}}}"] * number


def _where_told(
    column: Sequence[Any], blank: Any, begun: str, encoder: json.JSONEncoder
) -> Iterable[str]:
    """Write the values of a column with their name, and nothing for what is blank."""
    end = encoder.item_separator
    return [
        "" if value == blank else f"{begun}{written}{end}"
        for value, written in zip(column, _written(column, encoder), strict=True)
    ]


def _written(column: Sequence[Any], encoder: json.JSONEncoder) -> Iterable[str]:
    types = set(map(type, column))
    if types == {str}:
        return map(encode_basestring_ascii if encoder.ensure_ascii else encode_basestring, column)
    if len(types) == 1 and not types.isdisjoint(_QUICK):
        return map(_QUICK[types.pop()], column)
    if types <= {str, type(None)}:
        known = {value: encoder.encode(value) for value in set(column)}
        return map(known.__getitem__, column)
    return map(encoder.encode, column)
