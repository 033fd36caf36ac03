"""What the journal allows: details taken out because the law asks for it, or because their time is over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from alongside.floor.audit import journal, shelf
from alongside.floor.audit.models import Details, Entry
from alongside.floor.audit.retention import Due, Rule, due, emptied, holds_something, rows_due, unnamed

_AT_ONCE = 500  # rows, so that no other writer waits for long


class CannotRedact(Exception):
    """The details cannot be taken out, and why."""


@transaction.atomic
def redact(*, entry: Entry, why: str, by: AbstractBaseUser | None, at: datetime) -> Entry:
    """Take the details of an entry out for ever. The chain holds, and an entry of its own says who did it and why."""
    if not why.strip():
        raise CannotRedact("Say why the details are taken out: the reason stays where they were.")
    details = Details.objects.select_for_update().get(entry=entry)
    if details.redacted_at is not None:
        raise CannotRedact(f"The details of entry {entry.number} were already taken out.")
    _take_out(details, why.strip(), at)
    return journal.record(
        action="journal.redacted", subject=f"entry {entry.number}", by=by, at=at, details={"why": why.strip()}
    )


def carry_out(*, on: date, by: AbstractBaseUser | None, at: datetime) -> list[Due]:
    """Take out whatever has outlived its time: of the rows, of the states that they had, of the journal. What was due
    is returned. A few hundred rows at a time, each with its entry in the journal, so that nobody waits."""
    found = due(on)
    for one in found:
        while _carry_out_some(one, on=on, by=by, at=at):
            pass
    return found


@transaction.atomic
def clear_shelf(*, by: AbstractBaseUser | None, at: datetime) -> dict[str, list[str]]:
    """Take away the bytes of photographs, documents and papers that no row names any more; by room, what went. They go
    once the entry in the journal stands: what then stays behind is found the next time."""
    found = unnamed(at)
    for room, digests in found.items():
        details = {"digests": digests}
        journal.record(action="retention.bytes-taken-away", subject=f"shelf {room}", by=by, at=at, details=details)
        transaction.on_commit(partial(shelf.take_away, room, digests, at=at))
    return found


@transaction.atomic
def _carry_out_some(one: Due, *, on: date, by: AbstractBaseUser | None, at: datetime) -> int:
    model = apps.get_model(one.label)
    keys = list(rows_due(one.label, one.rule, on).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
    if not keys:
        return 0
    states = getattr(getattr(model, "history", None), "model", None)
    names = _names_in_journal(model, one.rule, keys)
    if one.rule.removes:
        model._default_manager.filter(pk__in=keys).delete()
        if states:  # after the rows: their removal is a state too
            states.objects.filter(pk__in=_states_of(model, states, keys)).delete()
    for name in one.rule.takes_out:
        gone = {name: emptied(model, name)}
        model._default_manager.filter(holds_something(model, name), pk__in=keys).update(**gone)
        if states:
            those = states.objects.filter(pk__in=_states_of(model, states, keys))
            those.filter(holds_something(model, name)).update(**gone)
    redacted = _redact_of(names, at)
    details = {"table": one.label, "rows": keys, "what": _what(one.rule), "before": one.before, "entries": redacted}
    journal.record(action="retention.carried-out", subject=one.label, by=by, at=at, details=details)
    return len(keys)


def _states_of(model: Any, states: Any, keys: Collection[Any]) -> list[int]:
    """The rows that hold the states of these things."""
    own_key = model._meta.pk.attname
    return list(states.objects.filter(**{f"{own_key}__in": keys}).values_list("pk", flat=True))


def _names_in_journal(model: Any, rule: Rule, keys: Collection[Any]) -> list[str]:
    """What the journal calls these rows; nothing where its entries keep their details."""
    if not rule.journal:
        return []
    rows = model._default_manager.filter(pk__in=keys)
    return [f"{rule.journal} {key}" for key in rows.values_list(rule.journal_by, flat=True)]


def _redact_of(subjects: Collection[str], at: datetime) -> list[int]:
    """Take the details out of what the journal tells of these things; the numbers of the entries."""
    found = Details.objects.select_for_update().filter(entry__subject__in=subjects, redacted_at__isnull=True)
    numbers = []
    for details in found.order_by("entry_id"):
        _take_out(details, "Its time was over, by the policy on retention.", at)
        numbers.append(details.entry_id)
    return numbers


def _take_out(details: Details, why: str, at: datetime) -> None:
    details.said, details.salt, details.redacted_at, details.redacted_why = None, "", at, why
    details.save()


def _what(rule: Rule) -> Any:
    return "the rows" if rule.removes else list(rule.takes_out)
