"""Calls of Ofsted, feedback meetings, and what was said before it is published."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from alongside.floor.accounts.roles import Place, Reach
from alongside.floor.audit.editing import Edited
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.people.models import Person
from alongside.work.engagement.ofsted.rules import CallFacts


class CallQuerySet(models.QuerySet["Call"]):
    """Calls, in domain words."""

    def visible(self, reach: Reach) -> CallQuerySet:
        if reach.everywhere:
            return self
        found = Q(district__in=reach.districts) | Q(school__in=reach.schools)
        return self.filter(found | Q(maintained=True) if reach.contract else found)

    def going_on(self) -> CallQuerySet:
        """Neither published yet nor ended otherwise."""
        return self.filter(number="", ended_why="")


class Call(Edited):
    """Ofsted told a school that inspectors come. `number`: the published inspection that came of it.

    District, and whether the council's contract reaches the school, are those of that day.
    """

    school = models.IntegerField(help_text="URN")
    school_name = models.CharField(max_length=255, help_text="as it was then")
    district = models.CharField(max_length=40, blank=True)
    maintained = models.BooleanField(default=False)
    came_at = models.DateTimeField(help_text="when the call came to the school")
    kind = models.CharField(max_length=20, help_text="key in policies/ofsted_calls.yaml")
    starts_on = models.DateField(null=True, help_text="first day on site, as announced")
    lead_inspector = models.CharField(max_length=120, blank=True)
    told_by = models.CharField(max_length=120, blank=True, help_text="who told us")
    note = models.TextField(blank=True, help_text="nothing of what the inspectors find")
    number = models.CharField(max_length=40, blank=True, help_text="of the published inspection")
    matched_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True, help_text="why no inspection came of it, or why it was taken back")

    objects: ClassVar[Any] = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-came_at", "-pk"]
        indexes = [
            models.Index(fields=["school", "-came_at"], name="calls_of_a_school"),
            models.Index(fields=["number", "ended_why"], name="calls_going_on"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_call_that_is_matched_says_when", condition=Q(number="") ^ Q(matched_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Ofsted at {self.school_name}"

    @property
    def place(self) -> Place:
        return Place(school=self.school, district=self.district, contract=self.maintained)

    @property
    def called_on(self) -> date:
        return self.came_at.astimezone(LONDON).date()

    @property
    def is_going_on(self) -> bool:
        return not self.number and not self.ended_why

    @property
    def facts(self) -> CallFacts:
        return CallFacts(self.kind, self.called_on, self.starts_on)

    @property
    def thing(self) -> str:
        return f"inspection {self.pk}"


class Feedback(Edited):
    """The feedback meeting at the end of an inspection: when it is, whether somebody of ours was there."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="feedback")
    on = models.DateField(null=True, help_text="planned, then held")
    starts = models.TimeField(null=True)
    where = models.CharField(max_length=200, blank=True)
    held = models.BooleanField(default=False)
    recorded_on = models.DateField(null=True, help_text="the day on which it was written down that it was held")
    nobody_why = models.TextField(blank=True, help_text="why nobody of ours was there")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Feedback meeting: {self.call}"

    @property
    def days_late(self) -> int:
        """How many days after the meeting it was written down; 0 the same day."""
        return (self.recorded_on - self.on).days if self.on and self.recorded_on else 0


class Attending(models.Model):
    """Who is to be, or was, at a feedback meeting."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="attending")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    ours = models.BooleanField(default=True, help_text="of the partnership")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["feedback", "person"], name="once_at_a_feedback_meeting")]

    def __str__(self) -> str:
        return str(self.person)


class Outcome(Edited):
    """What the inspectors said, confidential until it is published. Kept apart from the call, so that nothing that
    lists calls fetches it; it has no page of its history."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="outcome")
    words = models.TextField(blank=True)
    grades = models.JSONField(default=dict, help_text="key of the area to its grade, in the words of a report card")
    safeguarding = models.BooleanField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"What was said: {self.call}"
