"""From the records of one school to its line in the register. Pure; the common cases take a short way, since a national
file brings 50,000 of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from alongside.knowledge.schools import fields, merging, rules, vocabulary, words
from alongside.knowledge.schools.merging import GIAS, OFSTED, SUCCESSOR, Statement
from alongside.knowledge.schools.rows import day

# A record as derive reads it: these, then the values of CORE.
RECORD = ("urn", "source", "as_at", "load", "listed")
# A line of the register, in this order.
PROFILE = (
    "urn", "laestab", "name", "sort_name", "type", "group", "phase", "status", "opened", "closed", "authority",
    "authority_code", "district", "district_how", "latitude", "longitude", "postcode", "town", "age_low", "age_high",
    "sixth_form", "pupils", "religious_character", "trust_uid", "trust", "head", "words",
)  # fmt: skip

Row = Sequence[Any]
_START = len(RECORD)
AT = {name: _START + place for place, name in enumerate(fields.CORE_NAMES)}
_AUTHORITY = AT["authority"] - _START
_STATUS, _OPENED, _CLOSED, _TYPE = AT["status"], AT["opened"], AT["closed"], AT["type"]
_DAYS = tuple(name for name in fields.CORE_NAMES if fields.FIELDS[name].kind is fields.Kind.DAY)
DAYS = frozenset({*_DAYS, "as_at"})


def current(rows: Sequence[Row]) -> tuple[Sequence[Any], str, Any, Any] | None:
    """The merged values of CORE as of the newest files, the status, and the days of opening and closing.

    `rows`: every record of one school. None where no file ever listed it.
    """
    return _of_plain(rows) or _of_any(rows)


def _of_any(rows: Sequence[Row]) -> tuple[Sequence[Any], str, Any, Any] | None:
    """By the rules, whatever the records are."""
    statements = [statement(row) for row in rows]
    if not any(one.listed for one in statements):
        return None
    spoken = merging.speaking(statements, date.max)
    values = _combined([row for one in spoken for row in rows if _same(row, one)])
    dates = {name: one.values[name] for name, one in merging.dates_of(statements).items()}
    life = merging.life_of(statements, group=vocabulary.group_of(values[_TYPE - _START]))
    latest = max([one.as_at for one in statements])
    status = rules.status_now(life, values[_STATUS - _START], latest)
    return values, status, dates.get("opened"), dates.get("closed") or dates.get("closed_by")


def _of_plain(rows: Sequence[Row]) -> tuple[Sequence[Any], str, Any, Any] | None:
    """One record of one source, or one each of GIAS and Ofsted, that leave no question open."""
    if len(rows) == 1:
        (row,) = rows
        return (row[_START:], row[_STATUS], row[_OPENED], row[_CLOSED]) if _is_plain(row) else None
    if len(rows) == 2:
        first, second = rows if rows[0][1] == GIAS else (rows[1], rows[0])
        if (
            first[1] == GIAS
            and second[1] == OFSTED
            and first[_STATUS] == vocabulary.OPEN == second[_STATUS]
            and _is_plain(first)
            and _is_plain(second)
        ):
            return _combined((first, second)), vocabulary.OPEN, first[_OPENED] or second[_OPENED], None
    return None


def adds_nothing(told: Row | None, rows: Sequence[Row]) -> bool:
    """Whether the record that an Ofsted file now brings (`told`) leaves the line as GIAS alone made it before. So it is
    with most schools of a first file."""
    if told is None or told[1] != OFSTED or len(rows) != 2:
        return False
    gias = rows[0] if rows[1] is told else rows[1]
    if gias[1] != GIAS or not (told[_STATUS] == vocabulary.OPEN == gias[_STATUS]):
        return False
    return (
        _is_plain(gias)
        and _is_plain(told)
        and not any(
            (value is None or value == "") and other is not None and other != ""
            for value, other in zip(gias[_START:], told[_START:], strict=True)
        )
    )


def has_no_line(rows: Sequence[Row], authority: str) -> bool:
    """Whether a school is told of only as a predecessor that closed in another authority, or GIAS agrees with that."""
    first, *others = rows if rows[0][1] == SUCCESSOR else rows[::-1]
    if first[1] != SUCCESSOR or len(others) > 1:
        return False
    if not others:
        return bool(first[AT["authority"]] != authority)
    (gias,) = others
    closed = gias[1] == GIAS and gias[_STATUS] == vocabulary.CLOSED and gias[_CLOSED] and _is_plain(gias)
    return bool(closed and gias[AT["authority"]] not in ("", authority))


def _is_plain(row: Row) -> bool:
    """What the record states of being open or closed agrees with its dates. Days as ISO text."""
    opened, closed, as_at, stated = row[_OPENED], row[_CLOSED], row[2], row[_STATUS]
    if not row[4] or row[1] == SUCCESSOR or (opened and opened > as_at):
        return False
    if stated == vocabulary.CLOSED:
        return not closed or closed < as_at
    return stated in (vocabulary.OPEN, vocabulary.CLOSING) and not closed


def _combined(rows: Sequence[Row]) -> list[Any]:
    """Field by field the first that says something. Blank text and None say nothing; 0 and False do."""
    values = list(rows[0][_START:])
    for row in rows[1:]:
        values = [
            other if value is None or value == "" else value for value, other in zip(values, row[_START:], strict=True)
        ]
    return values


def _same(row: Row, one: Statement) -> bool:
    return row[1] == one.source and row[3] == one.load and day(row[2]) == one.as_at and bool(row[4])


def statement(row: Row, more: dict[str, Any] | None = None, number: int = 0, origin: int = 0) -> Statement:
    """A record's row as the rules take it."""
    values = {
        name: value
        for name, value in zip(fields.CORE_NAMES, row[_START:], strict=True)
        if value is not None and value != ""
    }
    for name in _DAYS:
        if name in values:
            values[name] = day(values[name])
    if "sixth_form" in values:
        values["sixth_form"] = bool(values["sixth_form"])
    as_at = day(row[2])
    assert as_at is not None
    return Statement(
        source=row[1], as_at=as_at, load=row[3], row=number, listed=bool(row[4]), values=values | (more or {}),
        origin=origin,
    )  # fmt: skip


def belongs(values: Sequence[Any], status: str, authority: str) -> bool:
    """Whether a school has a line in the register: every school of the partnership's own authority, open or closed; of
    other authorities the state-funded schools that have not closed. The records of all others are kept all the same."""
    if values[_AUTHORITY] == authority:
        return True
    return status != vocabulary.CLOSED and vocabulary.is_state_funded(values[_TYPE - _START])


def line(
    urn: int,
    values: Sequence[Any],
    status: str,
    opened: Any,
    closed: Any,
    district: tuple[str, str],
    place: tuple[float | None, float | None],
    member_of: tuple[int, str] | None,
) -> tuple[Any, ...]:
    """The line of the register, in the order of PROFILE, but for the two spellings of the name (see `spelt_out`).
    `member_of`: the trust, where a list of groups names one."""
    (name, laestab, kind, phase, _, _, _, authority, code, postcode, town, low, high, sixth, pupils, faith, trust,
     trust_uid, head, *_) = values  # fmt: skip
    if member_of and trust_uid is None:
        trust_uid, trust = member_of[0], trust or member_of[1]
    return (
        urn, laestab, name, kind, vocabulary.group_of(kind), phase, status, opened, closed, authority, code, *district,
        *place, postcode, town, low, high, sixth, pupils, faith, trust_uid, trust, head,
    )  # fmt: skip


def spelt_out(line: tuple[Any, ...]) -> tuple[Any, ...]:
    """With what the line is sorted by and searched in."""
    urn, laestab, name = line[:3]
    postcode, town = line[15:17]
    written = words.plain(name)
    spelt = words.spelt(written)
    looked_in = words.searchable(spelt, written, urn=urn, laestab=laestab, postcode=postcode, town=town)
    return (*line[:3], spelt.removeprefix("the ")[:255], *line[3:], looked_in)


def unspelt(line: tuple[Any, ...]) -> tuple[Any, ...]:
    """A line of PROFILE without its spellings, to compare."""
    return (*line[:3], *line[4:-1])
