"""Clearing away what a load wrote before it was abandoned: as if it had never begun.

Called from actions, after the load has lost its state *working*, so that nothing more can come from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Max, Min

from alongside.knowledge.opendata.models import Change, Versioned
from alongside.knowledge.opendata.writing.pace import Pace

STEP = 4000  # rows in one transaction


def sweep(load_id: int) -> None:
    """Delete what was staged under a load's number, and let live on what it ended. May be broken off and repeated."""
    pace = Pace()
    for model in versioned():
        _delete(model, {"since": load_id}, pace)
        _revive(model, load_id, pace)
    for model in numbered():
        _delete(model, {"load": load_id}, pace)
    _delete(Change, {"load_id": load_id}, pace)


def versioned() -> list[type[models.Model]]:
    """The tables whose rows hold from one load until another."""
    return [model for model in apps.get_models() if issubclass(model, Versioned)]


def numbered() -> list[type[models.Model]]:
    """The tables that are only ever added to, each row under the number of its load."""
    return [
        model
        for model in apps.get_models()
        if any(field.name == "load" and isinstance(field, models.BigIntegerField) for field in model._meta.fields)
    ]


def _delete(model: type[models.Model], where: dict[str, int], pace: Pace) -> None:
    """In steps along the primary key: rows of one load lie together. No model that is staged has rows hanging on it."""
    for low, high in _ranges(model, where):
        with pace.write(), transaction.atomic():
            rows = model._base_manager.filter(**where, pk__range=(low, high))
            rows._raw_delete(rows.db)


def _revive(model: type[models.Model], load_id: int, pace: Pace) -> None:
    for low, high in _ranges(model, {"until": load_id}):
        with pace.write(), transaction.atomic():
            model._base_manager.filter(until=load_id, pk__range=(low, high)).update(until=None)


def _ranges(model: type[models.Model], where: dict[str, int]) -> Iterator[tuple[int, int]]:
    found = model._base_manager.filter(**where).aggregate(low=Min("pk"), high=Max("pk"))
    if found["low"] is None:
        return
    step = STEP if connection.vendor == "sqlite" else STEP * 10
    for low in range(found["low"], found["high"] + 1, step):
        yield low, low + step - 1
