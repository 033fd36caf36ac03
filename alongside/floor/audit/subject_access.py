"""Everything that is held about one person, for the person who asks for it (UK GDPR, article 15).

What stands for a person is registered by the packages that keep people: the account, the person. From there every table
that points to one of these is read, and the journal: what they did, and what was done to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from alongside.floor.audit import canonical
from alongside.floor.audit.models import Entry
from alongside.floor.audit.retention import retention
from alongside.floor.kernel.clock import LONDON

Finder = Callable[[str], Iterable[models.Model]]
_finders: dict[str, Finder] = {}

SECRETS = frozenset({"password", "key", "token", "secret"})  # who asks must not be handed the keys to the house


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table's rows about the person."""

    label: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def register(kind: str, find: Finder) -> None:
    """`kind`: the word by which the journal calls such a thing (“person” of “person 12”). `find`: those with this
    e-mail address. From an AppConfig.ready()."""
    _finders[kind] = find


def about(email: str) -> list[Sheet]:
    """Everything about the person with this address, table by table; empty where nobody is known by it."""
    found = _found(email)
    if not found:
        return []
    things = [thing for _, thing in found]
    sheets = [sheet for model in _tables() if (sheet := _sheet(model, things))]
    return [*sheets, *_journal(found)]


def names_of(email: str) -> list[str]:
    """What the journal calls the person with this address: “account 3”, “person 12”."""
    return [f"{kind} {thing.pk}" for kind, thing in _found(email)]


def _found(email: str) -> list[tuple[str, models.Model]]:
    return [(kind, thing) for kind, find in _finders.items() for thing in find(email.strip().lower())]


def _tables() -> Iterator[type[models.Model]]:
    """Every table but the journal's, which is told in its own way, and those that the policy withholds."""
    left_out = {"audit.Entry", "audit.Details", *(label for label, one in retention().tables.items() if one.withheld)}
    for model in apps.get_models(include_auto_created=True):
        thing: Any = getattr(model, "instance_type", model)  # a table of states goes with what had them
        if thing._meta.label not in left_out:
            yield model


def _sheet(model: type[models.Model], things: list[models.Model]) -> Sheet | None:
    asked = Q(pk__in=[thing.pk for thing in things if type(thing) is model])
    for field in model._meta.concrete_fields:
        if field.is_relation:
            keys = [thing.pk for thing in things if type(thing) is field.related_model]
            if keys:
                asked |= Q(**{f"{field.name}__in": keys})
    rows = list(model._default_manager.filter(asked)) if asked != Q(pk__in=[]) else []
    if not rows:
        return None
    fields = [field for field in model._meta.concrete_fields if field.name not in SECRETS]
    return Sheet(
        model._meta.label,
        tuple(field.name for field in fields),
        tuple(tuple(_text(field.value_from_object(row)) for field in fields) for row in rows),
    )


def _journal(found: list[tuple[str, models.Model]]) -> Iterator[Sheet]:
    subjects = [f"{kind} {thing.pk}" for kind, thing in found]
    by = Entry._meta.get_field("by").related_model
    accounts = [thing.pk for _, thing in found if type(thing) is by]
    entries = Entry.objects.filter(Q(subject__in=subjects) | Q(by__in=accounts)).select_related("details")
    rows = tuple((str(one.number), _text(one.at), one.action, one.subject, _text(one.details.said)) for one in entries)
    if rows:
        yield Sheet("the journal", ("number", "at", "action", "subject", "details"), rows)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(LONDON).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return canonical.text(canonical.plain(value))
    return str(value)
