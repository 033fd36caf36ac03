"""The states that a thing had, newest first, each with what changed from the one before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from alongside.floor.web.both_versions import Difference, said_differently, text

# What every edited thing has, and what is no news in its history.
_OWN = frozenset({"id", "version", "by", "at"})


@dataclass(frozen=True, slots=True)
class State:
    """One state: who made it so and when; what it changed (`theirs` was before, `mine` is since)."""

    version: int
    by: str
    at: datetime
    changes: tuple[Difference, ...]


def states_of(thing: Any, *, hidden: Collection[str] = ()) -> list[State]:
    """Every state of a thing (`audit.editing.Edited`), newest first. What a hidden field said is not shown, nor whether
    it changed."""
    fields = [field for field in thing._meta.concrete_fields if field.name not in _OWN and field.name not in hidden]
    rows = list(thing.history.select_related("by").order_by("history_date", "history_id"))
    names = _names_of(fields, rows)
    states = []
    before: dict[str, str] = {}
    for row in rows:
        now = {field.name: _said(field, row, names) for field in fields}
        pairs = [(_label(field), before.get(field.name, ""), now[field.name]) for field in fields]
        states.append(State(row.version, str(row.by or "The system"), row.at, tuple(said_differently(pairs))))
        before = now
    return states[::-1]


def _label(field: Any) -> str:
    return str(field.verbose_name).capitalize()


def _said(field: Any, row: Any, names: dict[tuple[str, Any], str]) -> str:
    value = getattr(row, field.attname)
    if field.is_relation:
        return names.get((field.name, value), "") if value else ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.JSONField) and isinstance(value, dict):
        return ", ".join(f"{key}: {text(one)}" for key, one in value.items())
    return text(value)


def _names_of(fields: Collection[Any], rows: Collection[Any]) -> dict[tuple[str, Any], str]:
    """What the things that the states point to are called: one query for each such field."""
    found: dict[tuple[str, Any], str] = {}
    for field in fields:
        if field.is_relation:
            keys = {key for row in rows if (key := getattr(row, field.attname))}
            for one in field.related_model._default_manager.filter(pk__in=keys):
                found[(field.name, one.pk)] = str(one)
    return found
