"""Counts that are kept: worked out again for what a contact touches, in the same transaction (`keeping`).

They follow from the takings, the roles held and the register, and from nothing else; `alongside recount` makes them
anew.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.knowledge.people.models import Person


class Tally(models.Model):
    """How many schools were heard in a term or school year, of one district, phase and group of types, in one role."""

    begins = models.DateField()
    ends = models.DateField()
    district = models.CharField(max_length=40, blank=True)
    phase = models.CharField(max_length=24, blank=True)
    type_group = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=40)
    schools = models.IntegerField()
    takings = models.IntegerField(help_text="how often somebody was heard")

    class Meta:
        app_label = "contacts"
        constraints = [
            models.UniqueConstraint(
                fields=["begins", "ends", "district", "phase", "type_group", "role"], name="one_tally_a_cell"
            )
        ]


class LastHeardQuerySet(models.QuerySet["LastHeard"]):
    """When heads and chairs were last heard, in domain words."""

    def listed(self) -> LastHeardQuerySet:
        """Of the partnership's open schools."""
        return self.filter(listed=True)

    def due(self, begins: Any) -> LastHeardQuerySet:
        """Where who holds the role now was not heard since the period began."""
        return self.filter(Q(met__isnull=True) | Q(met__lt=begins))

    def longest_first(self) -> LastHeardQuerySet:
        """Those first of whom nobody can tell since when they wait."""
        return self.order_by(F("waiting_since").asc(nulls_first=True), "school")


class LastHeard(models.Model):
    """When who holds a role at a school was last heard: one row for every school of the partnership and role that the
    policy wants reached, so that those out of reach for longest are found without looking at any contact."""

    school = models.IntegerField(help_text="URN")
    role = models.CharField(max_length=40)
    listed = models.BooleanField(help_text="an open state-funded school of the partnership's own authority")
    district = models.CharField(max_length=40, blank=True)
    phase = models.CharField(max_length=24, blank=True)
    type_group = models.CharField(max_length=20, blank=True)
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    in_post = models.DateField(null=True, help_text="since when `holder` holds it, where that is known")
    last = models.DateField(null=True, help_text="the last contact with whoever held it")
    met = models.DateField(null=True, help_text="the last contact with who holds it now")
    waiting_since = models.DateField(null=True, help_text="`met`, else since they began: rules.waiting_since")

    objects: ClassVar[Any] = LastHeardQuerySet.as_manager()

    class Meta:
        app_label = "contacts"
        constraints = [models.UniqueConstraint(fields=["school", "role"], name="one_last_contact_a_role")]
        # Partial: SQLite tells `listed` from `listed = 1`, and would else sort thousands of rows to find the first few.
        indexes = [
            models.Index(fields=["role", "waiting_since", "school"], name="out_of_reach", condition=Q(listed=True)),
            models.Index(fields=["role", "met"], name="met_lately", condition=Q(listed=True)),
            models.Index(
                fields=["district", "role", "waiting_since", "school"],
                name="out_of_reach_in_a_district",
                condition=Q(listed=True),
            ),
        ]
