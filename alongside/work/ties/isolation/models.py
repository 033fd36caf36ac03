"""What is kept so that nobody has to go through a million ties for a list: how each school stands, and since when each
kind of tie is recorded.

Both follow from the ledger, the register and the policy, and from nothing else; `keeping` makes them anew.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.floor.accounts.roles import Place, Reach


class StandingQuerySet(models.QuerySet["Standing"]):
    """Schools by their ties, in domain words."""

    def visible(self, reach: Reach) -> StandingQuerySet:
        if reach.everywhere:
            return self
        return self.filter(
            Q(school__in=reach.schools)
            | (Q(district__in=reach.districts) & ~Q(district=""))
            | (Q(contract=True) if reach.contract else Q(pk__in=[]))
        )

    def to_ask(self) -> StandingQuerySet:
        """Those that somebody might ask in: alone, with few ties, or not known."""
        return self.exclude(state="connected")

    def longest_first(self) -> StandingQuerySet:
        """Those first that have had no tie for longest."""
        return self.order_by("rank", F("newest").asc(nulls_first=True), "school")


class Standing(models.Model):
    """How an open school of the partnership stands by its ties: one row a school, as at `on`."""

    school = models.IntegerField(unique=True, help_text="URN")
    district = models.CharField(max_length=40, blank=True)
    phase = models.CharField(max_length=24, blank=True)
    type_group = models.CharField(max_length=20, blank=True)
    contract = models.BooleanField(help_text="whether the council's contract reaches the school")
    opened = models.DateField(null=True)
    state = models.CharField(max_length=10, help_text="connected, thin, alone or unknown")
    at_least = models.CharField(max_length=10, help_text="what the recorded ties make of it by themselves")
    rank = models.SmallIntegerField(help_text="place in a list of those to ask: alone, unknown, thin, connected")
    points = models.IntegerField(help_text="thousandths")
    by_kind = models.JSONField(default=dict, help_text="thousandths by kind, those that count")
    newest = models.DateField(null=True, help_text="the newest day of any of its ties that is over, or today")
    since = models.DateField(null=True, help_text="the day from which it has been seen to stand so")
    on = models.DateField(help_text="the day as at which it was worked out")
    at = models.DateTimeField(null=True, help_text="not kept for its own sake: tells pictures that something changed")

    objects: ClassVar[Any] = StandingQuerySet.as_manager()

    class Meta:
        app_label = "ties"
        indexes = [
            models.Index(fields=["rank", "newest", "school"], name="schools_alone"),
            models.Index(fields=["district", "phase", "type_group", "state"], name="schools_alone_in_a_cell"),
            models.Index(fields=["-at"], name="standings_changed_last"),
        ]

    @property
    def place(self) -> Place:
        return Place(school=self.school, district=self.district, contract=self.contract)


class Recorded(models.Model):
    """The first day on which any school had a tie of a kind, as the ledger says now."""

    kind = models.CharField(max_length=20, unique=True)
    since = models.DateField()

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        app_label = "ties"
