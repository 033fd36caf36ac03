"""How a cell that tells of a school is read. See opendata.cells; dates become ISO text, as a record keeps them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from alongside.knowledge.opendata import cells, columns
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.fields import Kind
from alongside.knowledge.schools.vocabulary import SAYS_NOTHING


def day(cell: str) -> str | None:
    found = cells.date_uk(cell)
    return found.isoformat() if found else None


def word(cell: str) -> str | None:
    """One of few words. `Does not apply` and `None` are answers: of a school's religious character, say."""
    return None if cell.casefold() in SAYS_NOTHING else cells.text(cell)


def number(cell: str) -> int | None:
    """A count or code, not below 0."""
    if cell.isdecimal() and cell.isascii() and len(cell) < 10:
        return int(cell)
    found = cells.integer(cell)
    if found is not None and found < 0:
        raise ValueError("is less than nothing")
    return found


def name(cell: str) -> str | None:
    """A name with one space between its words, however many were typed."""
    said = cells.text(cell)
    return " ".join(said.split()) if said and "  " in said else said


def age(cell: str) -> int | None:
    found = number(cell)
    if found is not None and found > 120:
        raise ValueError("is no age")
    return found


def metres(cell: str) -> int | None:
    """An easting or northing of the national grid. 0 says that it is not known."""
    found = int(cell) if cell.isdecimal() and cell.isascii() and len(cell) < 10 else cells.decimal(cell)
    if found is not None and not 0 <= found <= 1_300_000:
        raise ValueError("is no place in Britain: metres of the national grid are expected")
    return round(found) if found else None


def sixth_form(cell: str) -> bool | None:
    said = cell.casefold()
    if said in SAYS_NOTHING:
        return None
    if said not in ("has a sixth form", "does not have a sixth form"):
        raise ValueError("is neither “Has a sixth form” nor “Does not have a sixth form”")
    return said.startswith("has")


_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})", re.ASCII)


def postcode(cell: str) -> str | None:
    """In capitals with one space, as `B33 8QB`."""
    found = _POSTCODE.fullmatch(cell)
    if found:
        return cell if cell[-4] == " " else f"{found[1]} {found[2]}"
    if cell.casefold() in SAYS_NOTHING:
        return None
    found = _POSTCODE.fullmatch("".join(cell.upper().split()))
    if not found:
        raise ValueError("is not a postcode")
    return f"{found[1]} {found[2]}"


def digits(cell: str) -> str | None:
    """A number too long for a number, such as a UPRN, also as `100062324547.0`."""
    said = cells.stated(cell)
    return said.removesuffix(".0") if said else None


def within(longest: int) -> Callable[[str], str | None]:
    """A word of at most so many characters, as the database's column wants."""

    def read(cell: str) -> str | None:
        said = word(cell)
        if said and len(said) > longest:
            raise ValueError(f"is {len(said)} characters long; at most {longest} are expected here")
        return said

    return read


def named(find: Callable[[str | None], str]) -> Callable[[str], str | None]:
    """A word of the vocabulary, as `find` knows it."""

    def read(cell: str) -> str | None:
        return find(word(cell)) or None

    return read


def _postcodes(column: Sequence[str]) -> Sequence[str | None] | None:
    return [cell or None for cell in column] if _AS_WRITTEN.fullmatch("\n".join(column)) else None


_AS_WRITTEN = re.compile(r"(?:(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})?(?:\n|\Z))*", re.ASCII)

columns.at_once(number, columns.numbers(0, 999_999_999))
columns.at_once(metres, columns.numbers(1, 1_300_000))
columns.at_once(name, columns.texts(cells.NULLS, gaps=False))
columns.at_once(postcode, _postcodes)

_OF_FIELD: dict[str, Callable[[str], Any]] = {
    "name": name,
    "laestab": cells.laestab,
    "type": named(vocabulary.type_key),
    "status": named(vocabulary.status_of),
    "authority": named(vocabulary.authority_of),
    "postcode": postcode,
    "town": within(80),
    "age_low": age,
    "age_high": age,
    "sixth_form": sixth_form,
    "religious_character": within(60),
    "constituency": within(80),
    "easting": metres,
    "northing": metres,
    "website": cells.prose,
    "uprn": digits,
}
_OF_KIND: dict[Kind, Callable[[str], Any]] = {
    Kind.TEXT: cells.stated,
    Kind.WORD: word,
    Kind.NUMBER: number,
    Kind.PERCENT: cells.percent,
    Kind.DAY: day,
}


def parser(name: str, kind: Kind) -> Callable[[str], Any]:
    """How the cells of a field are read."""
    return _OF_FIELD.get(name) or _OF_KIND[kind]
