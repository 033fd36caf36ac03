"""The facts of many schools at once, from raw rows: the short way for verdicts over a whole country.

Says the same as `merging` and `rules`, which a property test holds; written for speed, without objects on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from alongside.knowledge.schools import merging, rules, vocabulary
from alongside.knowledge.schools.facts import SchoolFacts
from alongside.knowledge.schools.merging import GIAS, OFSTED, SUCCESSOR, Statement
from alongside.knowledge.schools.rows import day
from alongside.knowledge.schools.vocabulary import CLOSED, CLOSING, MAINTAINED, OPEN, TYPES

COLUMNS = (
    "urn", "source", "as_at", "load", "listed", "name", "type", "phase", "status", "authority", "opened", "closed",
    "sixth_form", "seen", "closed_by",
)  # fmt: skip
DAYS = frozenset({"as_at", "opened", "closed", "seen", "closed_by"})
_VALUES = COLUMNS[5:]
_GROUPS = {key: kind.group for key, kind in TYPES.items()}
_in_time = itemgetter(2, 3)

Row = Sequence[Any]


def facts_of(rows: list[Row], on: date, key: str) -> SchoolFacts | None:
    """The facts of one school on a day (`key`: as ISO text), from all its records, days as ISO text. None where no file
    ever listed it."""
    if len(rows) == 1 and rows[0][4] and rows[0][1] != SUCCESSOR:
        return _of_one(rows[0], on, key)
    if len(rows) == 2 and rows[0][4] and rows[1][4]:
        gias, ofsted = rows if rows[0][1] == GIAS else (rows[1], rows[0])
        if gias[1] == GIAS and ofsted[1] == OFSTED and gias[8] == OPEN == ofsted[8] and not (gias[11] or ofsted[11]):
            return _of_two(gias, ofsted, on, key)
    return _of_many(rows, on)


def _of_one(row: Row, on: date, key: str) -> SchoolFacts:
    urn, _, as_at, _, _, name, kind, phase, status, authority, opened, closed, sixth, _, _ = row
    group = _GROUPS.get(kind) or vocabulary.group_of(kind)
    known = bool(opened) or group == MAINTAINED
    if (closed and key > closed) or (opened and key < opened):
        is_open: bool | None = False
    elif as_at <= key:
        if status in (OPEN, CLOSING):
            is_open = True
        elif status == CLOSED:
            is_open = bool(closed)
        elif status == vocabulary.PROPOSED:
            is_open = bool(opened)
        else:
            is_open = True if closed and known else None
    elif status == vocabulary.PROPOSED:
        is_open = False
    else:
        is_open = True if known and (closed or status in (OPEN, CLOSING)) else None
    return SchoolFacts(
        urn,
        name,
        kind,
        group,
        phase,
        authority,
        day(opened),
        day(closed),
        is_open,
        None if sixth is None else bool(sixth),
    )


def _of_two(gias: Row, ofsted: Row, on: date, key: str) -> SchoolFacts:
    """GIAS and Ofsted both list it as open, each in one record."""
    first, second = (ofsted, gias) if gias[2] > key >= ofsted[2] else (gias, ofsted)
    kind = first[6] or second[6]
    group = _GROUPS.get(kind) or vocabulary.group_of(kind)
    opened = gias[10] or ofsted[10]
    if opened and key < opened:
        is_open: bool | None = False
    elif gias[2] <= key or ofsted[2] <= key or opened or group == MAINTAINED:
        is_open = True
    else:
        is_open = None
    sixth = second[12] if first[12] is None else first[12]
    return SchoolFacts(
        gias[0], first[5] or second[5], kind, group, first[7] or second[7], first[9] or second[9], day(opened), None,
        is_open, None if sixth is None else bool(sixth),
    )  # fmt: skip


def _of_many(rows: list[Row], on: date) -> SchoolFacts | None:
    statements = [_statement(row) for row in sorted(rows, key=_in_time)]
    said = {name: one.value for name, one in merging.merge(statements, on).items()}
    if not any(one.listed for one in statements):
        return None
    kind = said.get("type", "")
    group = vocabulary.group_of(kind)
    life = merging.life_of(statements, group=group)
    return SchoolFacts(
        rows[0][0], said.get("name", ""), kind, group, said.get("phase", ""), said.get("authority", ""), life.opened,
        life.closed, rules.open_on(on, life).open, said.get("sixth_form"),
    )  # fmt: skip


def _statement(row: Row) -> Statement:
    values = {name: value for name, value in zip(_VALUES, row[5:], strict=True) if value is not None and value != ""}
    for name in ("opened", "closed", "seen", "closed_by"):
        if name in values:
            values[name] = day(values[name])
    if "sixth_form" in values:
        values["sixth_form"] = bool(values["sixth_form"])
    as_at = day(row[2])
    assert as_at is not None
    return Statement(row[1], as_at, row[3], 0, bool(row[4]), values)
