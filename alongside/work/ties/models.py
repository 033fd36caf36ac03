"""Ties of schools: what connects a school, from when to when, and what that rests on."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.work.ties.inviting.models import Asking, Wave
from alongside.work.ties.isolation.models import Recorded, Standing

__all__ = ["Asking", "Recorded", "Standing", "Tie", "Wave"]


class TieQuerySet(models.QuerySet["Tie"]):
    """Ties, in domain words."""

    def standing(self) -> TieQuerySet:
        """Those that were not recorded by mistake."""
        return self.filter(withdrawn=False)

    def of_school(self, urn: int) -> TieQuerySet:
        return self.filter(school=urn)

    def lasting_on(self, day: date) -> TieQuerySet:
        """Memberships that hold on a day; what took place on a single day does not last."""
        return self.standing().filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Tie(models.Model):
    """One school's end of a tie. A tie between two schools is two rows, one of each end; a membership is one row.

    What lasts has no `until` while it goes on; what took place on one day has `until` = `since`. Ties that are over or
    withdrawn stay so: a new beginning has a `source` of its own.
    """

    class Kind(models.TextChoices):
        FAMILY = "family", "Family"
        NETWORK = "network", "Network"
        TRUST = "trust", "Trust or federation"
        REVIEW_RECEIVED = "review-received", "Was reviewed by peers"
        REVIEW_GIVEN = "review-given", "Reviewed another school"
        VISIT = "visit", "Visit from the partnership"
        MEETING = "meeting", "Meeting"
        VISIT_MADE = "visit-made", "Visited another school"
        VISIT_HOSTED = "visit-hosted", "Was visited by another school"
        SUPPORT_GIVEN = "support-given", "Helped another school"
        SUPPORT_RECEIVED = "support-received", "Was helped by another school"

    kind = models.CharField(max_length=20, choices=Kind)
    school = models.IntegerField(help_text="URN of the school whose tie it is")
    other = models.IntegerField(null=True, help_text="URN of the school at the other end, where it is one school")
    circle = models.CharField(max_length=60, blank=True, help_text="what several share: “family 3”, “trust 4123”")
    name = models.CharField(max_length=255, blank=True, help_text="what it is called on a page: the family's name")
    since = models.DateField()
    until = models.DateField(null=True)
    source = models.CharField(max_length=60, help_text="the thing it rests on: “visit 12”")
    ended = models.BooleanField(default=False, help_text="it lasted, and somebody ended it")
    withdrawn = models.BooleanField(default=False)
    why = models.TextField(blank=True, help_text="why it ended or was withdrawn")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Any] = TieQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "school", "kind"], name="one_tie_a_source_school_and_kind"),
            models.CheckConstraint(
                name="a_tie_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
        ]
        indexes = [
            models.Index(fields=["school", "kind", "-since"], name="ties_of_a_school"),
            models.Index(fields=["circle", "school"], name="ties_of_a_circle"),
            models.Index(fields=["kind", "since"], name="ties_of_a_kind", condition=Q(withdrawn=False)),
        ]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()

    def may_be_said_anew(self, until: date | None) -> bool:
        """Whether its source may still say something else of it: what was taken back or ended does not return, and what
        is over does not last again."""
        return not (self.withdrawn or self.ended or (self.until and until is None))
