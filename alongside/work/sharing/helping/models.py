"""Help of one school to another, as one of them told it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.floor.accounts.roles import Place, Reach
from alongside.floor.audit.editing import Edited
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.places import places_of, under_contract


class HelpQuerySet(models.QuerySet["Help"]):
    """Help, in domain words."""

    def standing(self) -> HelpQuerySet:
        """What nobody took back."""
        return self.exclude(state=Help.State.WITHDRAWN)

    def waiting_for(self, urns: Collection[int]) -> HelpQuerySet:
        """Said by the other school, for one of these to confirm."""
        ends = Q(giver__in=urns, recorded_for=F("getter")) | Q(getter__in=urns, recorded_for=F("giver"))
        return self.filter(ends, state=Help.State.SAID)

    def within(self, reach: Reach) -> HelpQuerySet:
        """That of which one of the two schools is within reach."""
        if reach.everywhere:
            return self
        found = Q(giver__in=reach.schools) | Q(getter__in=reach.schools)
        wider = Q(district__in=reach.districts) if reach.districts else Q()
        if reach.contract:
            wider |= under_contract()
        if wider:
            urns = Profile.objects.current().filter(wider).values("urn")
            found |= Q(giver__in=urns) | Q(getter__in=urns)
        return self.filter(found)


class Help(Edited):
    """Something that one school did for another on a day. `recorded_for`: the one of the two that told it."""

    class State(models.TextChoices):
        SAID = "said", "Waits to be confirmed"
        CONFIRMED = "confirmed", "Confirmed"
        DISPUTED = "disputed", "Seen differently"
        WITHDRAWN = "withdrawn", "Taken back"

    giver = models.IntegerField(help_text="URN of the school that helped")
    getter = models.IntegerField(help_text="URN of the school that was helped")
    topic = models.CharField(max_length=40, blank=True, help_text="key in policies/topics.yaml")
    words = models.TextField(help_text="what was done")
    on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    state = models.CharField(max_length=10, choices=State, default=State.SAID)
    recorded_for = models.IntegerField(help_text="URN of the school that told it")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    disputed = models.TextField(blank=True, help_text="how the other school saw it")
    thanks = models.TextField(blank=True, help_text="the getter's words, shown on the giver's page once confirmed")
    thanked_on = models.DateField(null=True)
    why_withdrawn = models.TextField(blank=True)
    reminded_on = models.DateField(null=True)

    objects: ClassVar[Any] = HelpQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(name="no_school_helps_itself", condition=~Q(giver=F("getter"))),
            models.CheckConstraint(
                name="help_is_told_by_one_of_the_two", condition=Q(recorded_for__in=(F("giver"), F("getter")))
            ),
            models.CheckConstraint(name="help_says_what_was_done", condition=~Q(words="")),
            models.CheckConstraint(
                name="confirmed_help_says_by_whom",
                condition=~Q(state="confirmed") | Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["giver", "state", "-on"], name="help_by_a_school"),
            models.Index(fields=["getter", "state", "-on"], name="help_to_a_school"),
        ]

    def __str__(self) -> str:
        return f"help {self.pk}"

    @property
    def other(self) -> int:
        """The school that did not tell it, and so confirms it."""
        return self.getter if self.recorded_for == self.giver else self.giver

    @cached_property
    def places(self) -> dict[int, Place]:
        """Where the two schools stand. One query."""
        return places_of([self.giver, self.getter])
