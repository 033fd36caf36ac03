"""Tasks: one mechanism for everything that somebody said they would do."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.floor.accounts.roles import Place, Reach
from alongside.floor.audit.editing import Edited
from alongside.knowledge.people.models import Person


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks, in domain words."""

    def open(self) -> TaskQuerySet:
        return self.filter(state=Task.State.OPEN)

    def at_school(self, urn: int) -> TaskQuerySet:
        return self.filter(school=urn)

    def overdue(self, on: date) -> TaskQuerySet:
        return self.open().filter(due__lt=on)

    def shown(self) -> TaskQuerySet:
        """Those that the school sees, and with it the council."""
        return self.filter(shown_to_school=True)

    def visible(self, reach: Reach, *, office: bool) -> TaskQuerySet:
        """What somebody with this reach is shown: who is not of the office, only what the school sees. What the council
        sees by the contract is sorted out by whoever knows the school (`queries`)."""
        found = self if office else self.shown()
        if reach.everywhere:
            return found
        return found.filter(Q(school__in=reach.schools) | (Q(district__in=reach.districts) & ~Q(district="")))


class Task(Edited):
    """Something agreed: what, who, by when. `source` is the thing that it was agreed in (“visit 12”); `asked_by` waits
    for it."""

    class State(models.TextChoices):
        OPEN = "open", "To do"
        DONE = "done", "Done"
        DROPPED = "dropped", "No longer needed"

    words = models.TextField(help_text="what is to be done")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tasks")
    due = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    school = models.IntegerField(null=True, help_text="URN of the school that it concerns")
    district = models.CharField(max_length=40, blank=True, help_text="key of the district that it concerns")
    source = models.CharField(max_length=60, help_text="the thing it was agreed in, as the journal calls it")
    shown_to_school = models.BooleanField(default=True, help_text="whether the school sees it")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    ended_why = models.TextField(blank=True, help_text="what came of it, or why it is no longer needed")

    objects: ClassVar[Any] = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(name="a_task_says_what", condition=~Q(words="")),
            models.CheckConstraint(
                name="a_task_that_ended_says_when", condition=Q(state="open") ^ Q(ended_on__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "due"], name="tasks_of_somebody"),
            models.Index(fields=["school", "state", "due"], name="tasks_at_a_school"),
            models.Index(fields=["asked_by", "state", "due"], name="tasks_asked_for"),
            models.Index(fields=["source"], name="tasks_from_something"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def place(self) -> Place:
        return Place(school=self.school, district=self.district)

    def is_overdue(self, on: date) -> bool:
        return self.state == self.State.OPEN and self.due < on


class Feed(models.Model):
    """Somebody's dates as a calendar fetches them, under an address that nobody can guess. Only the digest of the
    secret in it is kept; the newest one of an account that was not revoked holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True, help_text="sha256 of the secret, hexadecimal")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at__isnull=True), name="one_open_feed_a_user")
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.user}"
