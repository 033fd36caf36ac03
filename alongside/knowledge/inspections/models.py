"""What files said of inspections, and the current standing derived from it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.knowledge.inspections.facts import Category, Era, Kind
from alongside.knowledge.opendata.models import Versioned


class Telling(models.Model):
    """What one family of files said of one inspection: written only when it differs from what it said before.

    Where files disagree about an inspection, the newest `as_at` holds; what a file has no column for (`unsaid`, and
    blank words) is taken from the next newest. Grades are kept per area, with the date of the grade where the file
    gives one: {"quality_of_education": 3} or {"inclusion": ["Needs attention", "2026-01-13"]}.
    """

    number = models.CharField(max_length=40, help_text="the inspection number; it may start with ITS")
    family = models.CharField(max_length=40)
    as_at = models.DateField()
    load = models.BigIntegerField(help_text="load that brought it; seen when the head has reached it")
    row = models.IntegerField()
    said_in = models.BigIntegerField(
        null=True, help_text="load that said it first, where an older file made it needful to say it again"
    )
    urn = models.IntegerField(help_text="the school's URN at the time")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    era = models.CharField(max_length=16, choices=[(era.value, era.value) for era in Era])
    event = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=200, blank=True)
    started = models.DateField()
    ended = models.DateField(null=True)
    published = models.DateField(null=True)
    overall = models.SmallIntegerField(null=True)
    category = models.CharField(max_length=4, blank=True, choices=[(c.value, c.words) for c in Category])
    safeguarding = models.BooleanField(null=True)
    grades = models.JSONField(default=dict)
    unsaid = models.CharField(max_length=60, blank=True, help_text="overall, category, safeguarding: no such column")
    name_then = models.CharField(max_length=255, blank=True)
    type_then = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["number"], name="tellings_of_an_inspection"),
            models.Index(fields=["urn"], name="tellings_of_a_school"),
        ]
        constraints = [
            models.CheckConstraint(
                name="an_overall_grade_is_1_to_4", condition=Q(overall__isnull=True) | Q(overall__range=(1, 4))
            ),
        ]


class Listing(models.Model):
    """Which inspections a file of latest inspections gives to a school: they may carry a predecessor's URN.

    Written only when the school's row differs from before (`digest` is that of the whole row); `listed` False where the
    file no longer has the school. The file lists every graded inspection published since the one named in
    `complete_from`; empty means since the school opened.
    """

    urn = models.IntegerField()
    family = models.CharField(max_length=40)
    as_at = models.DateField()
    load = models.BigIntegerField()
    row = models.IntegerField()
    said_in = models.BigIntegerField(null=True, help_text="as for Telling")
    listed = models.BooleanField(default=True)
    authority = models.CharField(max_length=80, blank=True, help_text="whose file-wide coverage confirms the listing")
    latest = models.CharField(max_length=40, blank=True, help_text="number of the latest graded inspection")
    before = models.CharField(max_length=40, blank=True, help_text="number of the graded inspection before it")
    ungraded = models.CharField(max_length=40, blank=True, help_text="number of the latest ungraded inspection")
    complete_from = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["urn"], name="listings_of_a_school")]


class Standing(Versioned):
    """The current standing of a school, and when its next inspection is usual. One row a school that is open."""

    class Mark(models.TextChoices):
        """As facts.Mark. They are not a scale across eras."""

        NO_CONCERN = "no-concern", "No named concern"
        IMPROVE = "improve", "Something to improve"
        CONCERN = "category", "Category of concern"
        NOT_INSPECTED = "not-inspected", "Not inspected yet"
        NOT_KNOWN = "not-known", "Not known"

    urn = models.IntegerField()
    mark = models.CharField(max_length=16, choices=Mark)
    words = models.CharField(max_length=200, help_text="the standing in a few words of its own era")
    era = models.CharField(max_length=16, blank=True)
    number = models.CharField(max_length=40, blank=True, help_text="the inspection it rests on")
    inspected = models.DateField(null=True)
    published = models.DateField(null=True)
    predecessor = models.IntegerField(null=True, help_text="URN that was inspected, where it is not the school's own")
    due_earliest = models.DateField(null=True, help_text="from when an inspection is usual")
    due_latest = models.DateField(null=True, help_text="by when an inspection is usual")
    due_by_law = models.DateField(null=True, help_text="by when the law wants one")

    class Meta(Versioned.Meta):
        constraints = [
            *Versioned.Meta.constraints,
            models.UniqueConstraint(
                fields=["urn"], condition=Q(until__isnull=True), name="one_current_standing_a_school"
            ),
        ]
        indexes = [models.Index(fields=["urn"], name="standing_of_a_school")]
