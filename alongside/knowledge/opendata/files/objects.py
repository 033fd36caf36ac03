"""JSON that is a list of flat objects, as rows: each object is one, its names are the columns, its values their text.

Read as it comes, one object at a time, so that a file of any length takes no more room than its widest objects. Numbers
keep the digits with which they were published.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from alongside.knowledge.opendata.faults import StructuralFault, shown

WIDEST = 1 << 19  # characters of one object; a published one has 25,000
FIRST = 200  # objects that tell the columns, for one may leave out what it has no value for
MOST_NAMES = 2000

Row = tuple[int, list[str]]
_AGAIN = "Download the file again."
_SPACES = " \t\r\n"
_HALF = re.compile("[\ud800-\udfff]")  # JSON can write them, text cannot


def read(blocks: Iterable[bytes]) -> tuple[list[str], Iterator[Row]]:
    """The headers, and the objects as numbered rows from 1. Raises StructuralFault."""
    objects = enumerate(_objects(_Text(blocks)), start=1)
    first = list(islice(objects, FIRST))
    names = list(dict.fromkeys(name for _, found in first for name in found))
    if not names:
        raise StructuralFault("This JSON lists nothing that has a name and a value.", remedy=_AGAIN)
    if len(names) > MOST_NAMES:
        raise StructuralFault(
            f"The objects have {len(names):,} different names; no published file has more than {MOST_NAMES:,}.",
            remedy="Check that it is the file you meant, and download it again.",
        )
    return names, _rows(chain(first, objects), names)


def _rows(objects: Iterable[tuple[int, dict[str, str]]], names: list[str]) -> Iterator[Row]:
    known = set(names)
    for number, found in objects:
        if not found.keys() <= known:
            other = next(name for name in found if name not in known)
            raise StructuralFault(
                f"This object has a name that none of the first {FIRST} has: “{shown(other)}”.",
                row=number,
                remedy="Take the file as it is published; two may have been pasted together.",
            )
        cells = [found.get(name, "") for name in names]
        if any(map(str.strip, cells)):
            yield number, cells


class _Text:
    """The text that has come and is not yet read, at the first sign that is no space."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._ended = False
        self.text = ""
        self.at = 0

    def sign(self) -> str:
        """The next sign, or nothing where the file ends."""
        while True:
            while self.at < len(self.text):
                if self.text[self.at] not in _SPACES:
                    return self.text[self.at]
                self.at += 1
            if not self.more():
                return ""

    def more(self) -> bool:
        """Let go of what is read and bring the next block; False where there is none."""
        if self._ended:
            return False
        block = next(self._blocks, b"")
        self._ended = not block
        try:
            came = self._decode(block, final=self._ended)
        except UnicodeDecodeError:
            raise StructuralFault("The JSON is not in UTF-8.", remedy=_AGAIN) from None
        self.text, self.at = self.text[self.at :] + came, 0
        return True


def _objects(text: _Text) -> Iterator[dict[str, str]]:
    """Each object of the list. Raises StructuralFault where it is no list, or breaks off."""
    if text.sign() != "[":
        raise StructuralFault("This JSON is not a list.", remedy=_AGAIN)
    text.at += 1
    number = 0
    while text.sign() != "]":
        number += 1
        if number > 1:
            if text.sign() != ",":
                raise _damaged(number, text.sign())
            text.at += 1
        if text.sign() != "{":
            raise _damaged(number, text.sign())
        yield _object(text, number)
    text.at += 1
    if text.sign():
        raise StructuralFault("There is more after the end of the list: two files may have been pasted together.")


def _object(text: _Text, number: int) -> dict[str, str]:
    """The object that begins here, however many blocks it takes."""
    while True:
        try:
            found, text.at = _DECODER.raw_decode(text.text, text.at)
            return found
        except json.JSONDecodeError:
            if len(text.text) - text.at > WIDEST:
                raise StructuralFault(
                    f"An object is damaged, or longer than {WIDEST:,} characters.", row=number, remedy=_AGAIN
                ) from None
            if not text.more():
                raise _damaged(number, "") from None
        except RecursionError:
            raise StructuralFault("The JSON is nested deeper than any table.", row=number) from None
        except ValueError as error:
            raise StructuralFault(f"The object {error}.", row=number, remedy=_AGAIN) from None


def _damaged(number: int, sign: str) -> StructuralFault:
    if not sign:
        return StructuralFault("The file was cut short: the list is not closed.", row=number, remedy=_AGAIN)
    return StructuralFault(
        "The JSON is no list of objects: there is something else here.", row=number, value=sign, remedy=_AGAIN
    )


def _flat(pairs: list[tuple[str, Any]]) -> dict[str, str]:
    """An object as text by name. Raises ValueError with words that follow “The object …”."""
    found = {_cell("", name): _cell(name, value) for name, value in pairs}
    if len(found) < len(pairs):
        raise ValueError("has two values of one name, so it cannot be told which one counts")
    return found


def _cell(name: str, value: Any) -> str:
    if isinstance(value, str):
        if _HALF.search(value):
            raise ValueError(f"has half a sign under “{shown(name)}”, which nothing can show or keep")
        return value.replace("\0", "")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    raise ValueError(f"has another object or a list under “{shown(name)}”, where a number or a word belongs")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"has {name}, which is not a number")


# Numbers stay text: as they were published, and however many digits somebody wrote.
_DECODER = json.JSONDecoder(
    object_pairs_hook=_flat, parse_int=str, parse_float=str, parse_constant=_refuse_constant, strict=True
)
