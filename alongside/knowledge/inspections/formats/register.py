"""What a row of Ofsted's says of the school itself, told to the register (schools.staging)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from alongside.knowledge.inspections.formats import reading
from alongside.knowledge.inspections.formats.headers import SCHOOL_FIELDS
from alongside.knowledge.inspections.staging import Told
from alongside.knowledge.opendata.registry import Alarm, Column, Staging
from alongside.knowledge.schools import fields, vocabulary
from alongside.knowledge.schools.objects import Objects
from alongside.knowledge.schools.staging import RegisterTeller, digest_of, texts

_TEXTS = frozenset(field.name for field in fields.CORE if field.kind in (fields.Kind.TEXT, fields.Kind.WORD))
_MADE = ("phase", "status", "authority_code")  # not given as they are kept
_MORE = [name for name in SCHOOL_FIELDS if name not in fields.CORE_NAMES]


class SchoolTeller:
    """One is made per load. Values are those of a row, in the order of the format's columns."""

    def __init__(self, staging: Staging, columns: Sequence[Column]) -> None:
        self._staging = staging
        self._register = RegisterTeller(staging)
        self._objects = Objects(_MORE)
        at = {column.name: place for place, column in enumerate(columns) if column.name in SCHOOL_FIELDS}
        self._first, self._last = min(at.values()), max(at.values()) + 1
        self._core = [(at.get(name), name in _TEXTS) for name in fields.CORE_NAMES]
        self._more = [at[name] for name in _MORE]
        self._authority, self._type, self._phase = at["authority"], at["type"], at["ofsted_phase"]
        self._laestab, self._opened = at["laestab"], at["opened"]
        self._place = {name: fields.CORE_NAMES.index(name) for name in _MADE}

    def authority_of(self, values: Sequence[Any]) -> str:
        return values[self._authority] or ""

    def confirm(self, urn: int, authority: str) -> None:
        """A school's row stands as it did in the file before."""
        self._register.passed_over(urn, authority)
        self._staging.count("unchanged")

    def passed_over(self, values: Sequence[Any]) -> None:
        """A row could not be taken; the school is there all the same."""
        self._register.passed_over(values[0], values[self._authority])

    def tell(self, urn: int, row: int, values: Sequence[Any]) -> None:
        if self._register.begins(urn, row):
            self._add([urn], [row], [(value,) for value in values])

    def tell_all(self, urns: Sequence[int], rows: Sequence[int], columns: Sequence[Sequence[Any]]) -> bool:
        """As `tell`, for many rows, column by column. False, and nothing done, where a school stands in two."""
        if not self._register.begin_all(urns, rows):
            return False
        self._add(urns, rows, columns)
        return True

    def _add(self, urns: Sequence[int], rows: Sequence[int], columns: Sequence[Sequence[Any]]) -> None:
        digests = list(map(digest_of, zip(*columns[self._first : self._last], strict=True)))
        nothing: dict[bool, Sequence[Any]] = {True: [""] * len(urns), False: [None] * len(urns)}
        core = [
            nothing[text] if place is None else (texts(columns[place]) if text else columns[place])
            for place, text in self._core
        ]
        core[self._place["phase"]] = list(map(vocabulary.phase_of, columns[self._phase], texts(columns[self._type])))
        core[self._place["status"]] = [vocabulary.OPEN] * len(urns)
        core[self._place["authority_code"]] = [
            number // 10_000 if number else None for number in columns[self._laestab]
        ]
        self._register.add(urns, rows, digests, core, self._objects.of([columns[place] for place in self._more]))

    def tell_predecessors(
        self, urn: int, row: int, values: Sequence[Any], then: Sequence[tuple[Told, str | None]]
    ) -> None:
        """The schools that were inspected in this one's place, each with its LAESTAB of the time."""
        opened = date.fromisoformat(values[self._opened]) if values[self._opened] else None
        newest_first = sorted(then, key=lambda one: one[0].started, reverse=True)
        for told, cell in newest_first:
            laestab = reading.laestab(cell)
            same_area = laestab and values[self._laestab] and laestab // 10_000 == values[self._laestab] // 10_000
            self._register.tell_predecessor(
                told.urn,
                row,
                successor=urn,
                said={
                    "name": told.name_then,
                    "type": told.type_then,
                    "laestab": laestab,
                    "authority": values[self._authority] if same_area else None,
                },
                opened=opened,
                seen=date.fromisoformat(told.started),
                direct=told.urn == newest_first[0][0].urn,
            )

    def finish(self) -> list[Alarm]:
        return self._register.finish(complete=True)
