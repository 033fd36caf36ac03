"""Points that somebody raised, and what was done about them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.floor.accounts.roles import Place
from alongside.floor.audit.editing import Edited
from alongside.knowledge.people.models import Person


class PointQuerySet(models.QuerySet["Point"]):
    """Points, in domain words."""

    def waiting(self) -> PointQuerySet:
        """Those of which who raised them expects to hear."""
        return self.filter(state__in=(Point.State.OPEN, Point.State.DOING))

    def overdue(self, on: date) -> PointQuerySet:
        return self.waiting().filter(due__lt=on)

    def of_school(self, urn: int) -> PointQuerySet:
        return self.filter(raisers__school=urn).distinct()


class Point(Edited):
    """*You said, we did*: what was raised in a group of ours, and our answer. `due`: by when the next word from us is
    promised."""

    class State(models.TextChoices):
        OPEN = "open", "Waiting for an answer"
        DOING = "doing", "We are doing it"
        DONE = "done", "Done"
        WONT = "wont", "We will not"

    series = models.ForeignKey("meetings.Series", on_delete=models.PROTECT, related_name="points")
    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, null=True, related_name="points")
    item = models.ForeignKey("meetings.Item", on_delete=models.PROTECT, null=True, related_name="points")
    words = models.TextField(help_text="what was said, in their words")
    raised_on = models.DateField()
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="who answers")
    due = models.DateField()
    answer = models.TextField(blank=True, help_text="what we did, are doing, or will not do and why")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = PointQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="a_point_says_what", condition=~Q(words="")),
            models.CheckConstraint(
                name="a_point_is_open_until_it_is_answered", condition=Q(state="open") ^ ~Q(answer="")
            ),
        ]
        indexes = [
            models.Index(fields=["series", "state", "due"], name="points_of_a_series"),
            models.Index(fields=["state", "due"], name="points_waiting"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def place(self) -> Place:
        return self.series.place

    @property
    def whose(self) -> Any:
        return self.series

    @property
    def is_waiting(self) -> bool:
        return self.state in (self.State.OPEN, self.State.DOING)

    @property
    def thing(self) -> str:
        return f"point {self.pk}"


class Raiser(models.Model):
    """Somebody who raised a point, in the role that they had that day, for the school that they spoke for."""

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="raisers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    school = models.IntegerField(null=True, help_text="URN")
    school_name = models.CharField(max_length=255, blank=True, help_text="as it was then")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["school"], name="points_of_a_school")]

    def __str__(self) -> str:
        return self.name
