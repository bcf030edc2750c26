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


def objects(columns: Mapping[str, Sequence[Any]], encoder: json.JSONEncoder) -> Iterable[str]:
    """Write an object for each row of columns that have the same length."""
    text = encode_basestring_ascii if encoder.ensure_ascii else encode_basestring
    pieces, varying = [], []
    for name in sorted(columns) if encoder.sort_keys else columns:
        column = columns[name]
        if isinstance(column, Alike):
            value = encoder.encode(column.value).replace("%", "%%")
        else:
            value = "%s"
            varying.append(_written(column, encoder))
        pieces.append(f"{text(name)}{encoder.key_separator}".replace("%", "%%") + value)
    whole = f"{{{encoder.item_separator.join(pieces)}}}"
    if varying:
        return map(whole.__mod__, zip(*varying, strict=True))
    number = len(next(iter(columns.values()), ()))
    return [whole % ()] * number


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
