"""What people edit: every state that it had is kept, and who saves upon somebody else's newer state is refused.

    class Task(Edited): …            has version, by, at, and `history` (django-simple-history), one row for each state
    found = seen(Task, pk, version)  in an action: the row, locked; raises ChangedMeanwhile where it is newer by now
    save(found, "words", by=by, at=at)

`floor/audit/history.py` shows the states of a thing beside each other.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from alongside.floor.kernel.refusals import ChangedMeanwhile


def _whose(instance: Any, **_: Any) -> Any:
    return instance.by


class _Manager(HistoryManager):
    """simple-history makes the class of this manager anew for every state that it keeps, which took a third of the time
    of keeping it (measured in November 2026): once is enough."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: Any, class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


class Edited(models.Model):
    """Something that people edit. `version` rises with each change; `by` and `at` say whose the last one was (nobody:
    the system itself)."""

    version = models.IntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(help_text="when it was last changed, by `by`")
    history = HistoricalRecords(inherit=True, get_user=_whose, history_manager=_Manager)

    class Meta:
        abstract = True

    @property
    def _history_date(self) -> datetime:
        """The moment that the action was given, not that of the computer: the demo's days are not ours."""
        return self.at


E = TypeVar("E", bound=Edited)


def seen(model: type[E], pk: Any, version: int) -> E:
    """The row, locked until the transaction ends. Raises ChangedMeanwhile where it is not the version that was seen,
    and the model's DoesNotExist."""
    found: E = model._default_manager.select_for_update().get(pk=pk)
    if found.version != version:
        raise ChangedMeanwhile(found)
    return found


def save(thing: Edited, *changed: str, by: AbstractBaseUser | None, at: datetime) -> None:
    """Save the changed fields as the next version."""
    thing.version += 1
    thing.by, thing.at = by, at  # type: ignore[assignment]  # the floor below does not know the user model
    thing.save(update_fields=[*changed, "version", "by", "at"])
