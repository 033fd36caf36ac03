"""The current verdict on every school, derived at each load so that lists are quick."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.knowledge.opendata.models import Versioned


class Verdict(Versioned):
    """What the definition in force makes of a school. `queries.explain` gives it in full for any day."""

    class Status(models.TextChoices):
        LISTED = "listed", "On the list"
        NOT_LISTED = "not-listed", "Not on the list"
        UNDETERMINED = "undetermined", "Undetermined"

    urn = models.IntegerField()
    status = models.CharField(max_length=12, choices=Status)
    headline = models.CharField(max_length=40, blank=True, help_text="key of the limb that is named first")
    limbs = models.JSONField(default=list, help_text="keys of all limbs that hold")
    listed_since = models.DateField(null=True)
    in_contract = models.BooleanField()
    because = models.CharField(max_length=255, help_text="the reason in one sentence")
    definition = models.CharField(max_length=40, help_text="version of the definition")

    class Meta(Versioned.Meta):
        constraints = [
            *Versioned.Meta.constraints,
            models.UniqueConstraint(
                fields=["urn"], condition=Q(until__isnull=True), name="one_current_verdict_a_school"
            ),
        ]
        indexes = [
            models.Index(fields=["urn"], name="verdict_on_a_school"),
            models.Index(fields=["status"], name="verdicts_by_status"),
        ]
