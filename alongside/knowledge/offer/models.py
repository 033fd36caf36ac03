"""Services that somebody offers to the children, families and schools of some districts."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.floor.accounts.roles import Place
from alongside.floor.audit.editing import Edited


class Service(Edited):
    """One service as it was last recorded; every state that it had is kept.

    `phases`, `needs`, `districts`: keys of schools.vocabulary.PHASES, policies/needs.yaml and policies/districts.yaml;
    no phase means all, and `whole_city` every district.
    """

    name = models.CharField(max_length=120)
    provider = models.CharField(max_length=120, help_text="the organisation that offers it")
    does = models.TextField(help_text="what it does, in plain words")
    for_whom = models.TextField(blank=True, help_text="what the ages and phases do not say")
    phases = models.JSONField(default=list)
    age_low = models.SmallIntegerField(null=True)
    age_high = models.SmallIntegerField(null=True)
    needs = models.JSONField(default=list)
    whole_city = models.BooleanField(default=False)
    districts = models.JSONField(default=list)
    contact = models.TextField(help_text="how to reach it: an address, a telephone number, a mailbox")
    link = models.URLField(max_length=500, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, help_text="the first day on which it is offered no more")
    ended_why = models.TextField(blank=True)
    checked_on = models.DateField()
    checked_with = models.CharField(max_length=200, blank=True, help_text="who at the service was asked")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_service_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="a_service_that_ended_says_why", condition=Q(ends_on__isnull=True) | ~Q(ended_why="")
            ),
            models.CheckConstraint(
                name="ages_of_a_service_come_in_order",
                condition=Q(age_low__isnull=True) | Q(age_high__isnull=True) | Q(age_high__gte=F("age_low")),
            ),
        ]

    @property
    def place(self) -> Place:
        """Nowhere in particular: whoever may record one may record them all."""
        return Place()

    def __str__(self) -> str:
        return self.name

    def offered_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def reaches(self, district: str) -> bool:
        """Whether it is offered in a district, by the district's key."""
        return self.whole_city or district in self.districts
