"""Families, who belongs to them over which periods, who asked to join, and what they agreed."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from alongside.floor.accounts.roles import Place
from alongside.floor.audit.editing import Edited
from alongside.knowledge.people.models import Person
from alongside.work.families.policies import Kind, families


class FamilyQuerySet(models.QuerySet["Family"]):
    """Families, in domain words."""

    def standing(self) -> FamilyQuerySet:
        return self.filter(state=Family.State.STANDING)


class Family(Edited):
    """A circle of schools. `lead` answers for it and need not hold an office; `proposed_by` is the school that proposed
    or recorded it, with the `others` that it named until they are asked."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        STANDING = "standing", "Standing"
        DECLINED = "declined", "Not agreed"
        ENDED = "ended", "Ended"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, help_text="key in policies/families.yaml")
    purpose = models.TextField(help_text="what it is for, in plain words")
    joining = models.TextField(blank=True, help_text="how to join, where there is more to say than: ask")
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="families_led")
    since = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.STANDING)
    proposed_by = models.IntegerField(null=True, help_text="URN of the school that proposed or recorded it")
    others = models.JSONField(default=list, help_text="URNs of the schools that a proposal names")
    decided_why = models.TextField(blank=True, help_text="what was said when it was agreed or not")
    ended_on = models.DateField(null=True, help_text="its last day")
    ended_why = models.TextField(blank=True)

    objects: ClassVar[Any] = FamilyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "families"
        constraints = [
            models.CheckConstraint(name="a_family_has_a_name_and_a_purpose", condition=~Q(name="") & ~Q(purpose="")),
            models.CheckConstraint(
                name="a_family_that_ended_says_when", condition=Q(ended_on__isnull=False) ^ ~Q(state="ended")
            ),
            models.UniqueConstraint(
                Lower("name"), condition=Q(state__in=("proposed", "standing")), name="one_family_of_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> str:
        return f"family {self.pk}"

    @property
    def place(self) -> Place:
        """At no place: a family may cross districts."""
        return Place()

    @property
    def family(self) -> Family:
        return self

    @property
    def rules(self) -> Kind:
        return families().kinds[self.kind]

    @property
    def stands(self) -> bool:
        return self.state == self.State.STANDING


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, in domain words."""

    def members(self) -> MembershipQuerySet:
        """Those that hold now."""
        return self.filter(state=Membership.State.MEMBER)

    def open(self) -> MembershipQuerySet:
        """Those that hold, and those that wait for the school's word."""
        return self.filter(state__in=(Membership.State.MEMBER, Membership.State.WAITS))

    def of_school(self, urn: int) -> MembershipQuerySet:
        return self.filter(school=urn)

    def on(self, day: date) -> MembershipQuerySet:
        """Those that held on a day."""
        held = self.filter(state__in=(Membership.State.MEMBER, Membership.State.LEFT), since__lte=day)
        return held.filter(Q(until__isnull=True) | Q(until__gte=day))


class Membership(Edited):
    """A school's belonging to a family over a period; it never comes back once it has ended. `figures`: whether the
    school lets the members see its figures beside theirs; nothing said is no. `working_on`: in its own words, for the
    members."""

    class State(models.TextChoices):
        WAITS = "waits", "Waits for the school’s word"
        MEMBER = "member", "Member"
        LEFT = "left", "Left"
        NOT = "not", "The school says it is none"

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="memberships")
    school = models.IntegerField(help_text="URN")
    state = models.CharField(max_length=8, choices=State, default=State.MEMBER)
    since = models.DateField()
    until = models.DateField(null=True, help_text="its last day")
    why = models.TextField(blank=True, help_text="how it came to belong")
    ended_why = models.TextField(blank=True, help_text="why it left, or what the school said instead")
    figures = models.BooleanField(null=True)
    figures_on = models.DateField(null=True, help_text="when the school last said so")
    working_on = models.TextField(blank=True)
    topics = models.JSONField(default=list, help_text="keys of policies/topics.yaml that it is working on")

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "school"],
                condition=Q(state__in=("waits", "member")),
                name="a_school_is_in_a_family_once",
            ),
            models.CheckConstraint(
                name="a_membership_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="a_school_that_left_says_when", condition=~Q(state="left") | Q(until__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["school", "state"], name="families_of_a_school")]

    def __str__(self) -> str:
        return f"{self.family}: {self.school}"

    @property
    def thing(self) -> str:
        return f"membership {self.pk}"

    @property
    def place(self) -> Place:
        return Place(school=self.school)


class Asking(Edited):
    """A school asks to join a family, and is answered."""

    class State(models.TextChoices):
        WAITS = "waits", "Waits for an answer"
        YES = "yes", "Yes"
        NO = "no", "Not now"
        WITHDRAWN = "withdrawn", "Withdrawn"

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="askings")
    school = models.IntegerField(help_text="URN")
    words = models.TextField(blank=True)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITS)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "school"], condition=Q(state="waits"), name="a_school_asks_a_family_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_on"], name="askings_that_wait")]

    def __str__(self) -> str:
        return f"{self.family}: {self.school}"

    @property
    def thing(self) -> str:
        return f"asking {self.pk}"

    @property
    def place(self) -> Place:
        return Place(school=self.school)


class Agreement(Edited):
    """Something that the members agreed on a day."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="agreements")
    words = models.TextField()
    on = models.DateField()
    withdrawn = models.BooleanField(default=False, help_text="no longer holds, or written down by mistake")
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(name="an_agreement_has_words", condition=~Q(words=""))]

    def __str__(self) -> str:
        return self.words
