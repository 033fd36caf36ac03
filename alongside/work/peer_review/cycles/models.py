"""Cycles of peer review, the schools that join, who reviews, proposals and what people made of them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from alongside.floor.accounts.roles import Place
from alongside.floor.audit.editing import Edited
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.places import place_of
from alongside.work.peer_review.cycles.policies import ReviewModel, review_models


class CycleQuerySet(models.QuerySet["Cycle"]):
    """Cycles, in domain words."""

    def to_join(self, on: date) -> CycleQuerySet:
        """Those that a school can still join."""
        return self.filter(state=Cycle.State.OPEN, joins_by__gte=on)


class Cycle(Edited):
    """A round of reviews by one model: schools join until `joins_by`, reviews take place between two days."""

    class State(models.TextChoices):
        OPEN = "open", "Schools join"
        PAIRED = "paired", "Reviews take place"
        ENDED = "ended", "Over"
        CALLED_OFF = "called-off", "Called off"

    title = models.CharField(max_length=120)
    model = models.CharField(max_length=40, help_text="key in policies/review_models")
    joins_by = models.DateField()
    reviews_from = models.DateField()
    reviews_until = models.DateField()
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    why = models.TextField(blank=True, help_text="why it was called off")

    objects: ClassVar[Any] = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-reviews_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_cycle_begins_after_schools_joined",
                condition=Q(joins_by__lte=F("reviews_from"), reviews_from__lte=F("reviews_until")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        return f"cycle {self.pk}"

    @property
    def place(self) -> Place:
        """A cycle is the whole partnership's."""
        return Place()

    @property
    def review_model(self) -> ReviewModel:
        return review_models()[self.model]


class Joining(Edited):
    """A school takes part in a cycle. `focus`: the one thing that it wants to understand; `self_review`: how it sees
    itself, the school's own until it releases it. `wishes`: see `joining.Wishes`."""

    class State(models.TextChoices):
        JOINED = "joined", "Joined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="joinings")
    school = models.IntegerField(help_text="URN")
    focus = models.TextField()
    self_review = models.TextField(blank=True)
    wishes = models.JSONField(default=dict, help_text="expertise, same_trust, same_family, not_between")
    state = models.CharField(max_length=12, choices=State, default=State.JOINED)
    why = models.TextField(blank=True, help_text="why it withdrew")

    class Meta:
        ordering = ["cycle", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "school"], condition=Q(state="joined"), name="a_school_joins_a_cycle_once"
            ),
            models.CheckConstraint(name="who_joins_says_what_for", condition=~Q(focus="")),
        ]
        indexes = [models.Index(fields=["school", "state"], name="joinings_of_a_school")]

    def __str__(self) -> str:
        return f"{self.school} in {self.cycle}"

    @property
    def thing(self) -> str:
        return f"joining {self.pk}"

    @property
    def place(self) -> Place:
        """Where the school stands today; one query."""
        return place_of(self.school)


class ReviewerQuerySet(models.QuerySet["Reviewer"]):
    """Reviewers, in domain words."""

    def active(self) -> ReviewerQuerySet:
        return self.filter(state=Reviewer.State.ACTIVE)

    def trained_on(self, day: date) -> ReviewerQuerySet:
        """Those whose training holds on a day."""
        return self.filter(Exists(Training.objects.filter(reviewer=OuterRef("pk"), on__lte=day, until__gte=day)))


class Reviewer(Edited):
    """Somebody who reviews other schools. `school`: where they work; none for who works at none. `before`: reviews that
    they took part in before they were recorded here. `most`: schools that they review in one cycle."""

    class State(models.TextChoices):
        ACTIVE = "active", "Reviews"
        STOOD_DOWN = "stood-down", "Reviews no more"

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="reviewer")
    school = models.IntegerField(null=True, help_text="URN of the school where they work")
    phases = models.JSONField(default=list, help_text="keys of the phases that they know")
    expertise = models.JSONField(default=list, help_text="keys of topics")
    can_lead = models.BooleanField(default=False, help_text="has the experience to lead a team")
    before = models.IntegerField(default=0)
    most = models.IntegerField(default=2)
    state = models.CharField(max_length=12, choices=State, default=State.ACTIVE)
    why = models.TextField(blank=True, help_text="why they review no more")

    objects: ClassVar[Any] = ReviewerQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.CheckConstraint(name="a_reviewer_reviews_something", condition=Q(most__gte=1, before__gte=0))
        ]
        indexes = [models.Index(fields=["school", "state"], name="reviewers_of_a_school")]

    def __str__(self) -> str:
        return self.person.name

    @property
    def thing(self) -> str:
        return f"reviewer {self.pk}"

    @property
    def place(self) -> Place:
        """A reviewer belongs to the partnership, wherever they work."""
        return Place()


class Training(models.Model):
    """A reviewer was trained, and until when that holds. It is not changed: who is trained again has another."""

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="trainings")
    on = models.DateField()
    until = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(name="training_holds_for_a_time", condition=Q(until__gt=F("on")))]


class Interest(Edited):
    """A reviewer has an interest in a school, and so does not review it. `over`: it was a mistake, or is past."""

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="interests")
    school = models.IntegerField(help_text="URN")
    why = models.TextField()
    over = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reviewer", "school"], condition=Q(over=False), name="one_interest_a_reviewer_and_school"
            )
        ]


class Absence(models.Model):
    """Days on which a reviewer cannot come, the last one included."""

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="absences")
    first = models.DateField()
    last = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(name="an_absence_ends_after_it_begins", condition=Q(last__gte=F("first")))
        ]


class Proposal(Edited):
    """Who could review whom in a cycle, as it was worked out: with the reasons, what is missing and why, and what a
    greedy choice would have reached. `teams`: as `pairing.stored` writes them; people change them until one accepts."""

    class State(models.TextChoices):
        WAITING = "waiting", "Is being worked out"
        READY = "ready", "To be decided"
        ACCEPTED = "accepted", "Accepted"
        OVERTAKEN = "overtaken", "Overtaken by another"
        FAILED = "failed", "Could not be worked out"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    relaxed = models.JSONField(default=list, help_text="rules that were set aside for it")
    stage = models.CharField(max_length=120, blank=True, help_text="what is being done, while it is worked out")
    done = models.IntegerField(default=0, help_text="how much of it, of 100")
    teams = models.JSONField(default=list)
    missing = models.JSONField(default=list, help_text="seats without anybody, and why")
    about = models.JSONField(default=dict, help_text="objective, greedy's, how many, seconds, the policy's own numbers")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Proposal for {self.cycle}"

    @property
    def thing(self) -> str:
        return f"proposal {self.pk}"

    @property
    def place(self) -> Place:
        return Place()


class PairingQuerySet(models.QuerySet["Pairing"]):
    """Pairings, in domain words."""

    def standing(self) -> PairingQuerySet:
        return self.filter(state=Pairing.State.STANDS)

    def with_team(self) -> PairingQuerySet:
        """With the people, for lists: two queries in all."""
        return self.select_related("cycle", "lead__person").prefetch_related("seats__reviewer__person")


class Pairing(Edited):
    """A school and the team that reviews it, as somebody accepted it. `days`: days (ISO) on which all could when it was
    proposed; none where no such days were found. `reasons`: why these people, in sentences."""

    class State(models.TextChoices):
        STANDS = "stands", "Stands"
        CALLED_OFF = "called-off", "Called off"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="pairings")
    school = models.IntegerField(help_text="URN")
    lead = models.ForeignKey(Reviewer, on_delete=models.PROTECT, related_name="led")
    days = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=State, default=State.STANDS)
    why = models.TextField(blank=True, help_text="why it was changed or called off")

    objects: ClassVar[Any] = PairingQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "school"], condition=Q(state="stands"), name="a_school_is_paired_once_a_cycle"
            )
        ]
        indexes = [models.Index(fields=["school", "state"], name="pairings_of_a_school")]

    def __str__(self) -> str:
        return f"{self.school} in {self.cycle}"

    @property
    def thing(self) -> str:
        return f"pairing {self.pk}"

    @property
    def place(self) -> Place:
        return place_of(self.school)

    @property
    def team(self) -> list[Reviewer]:
        """Those beside the lead."""
        return [one.reviewer for one in self.seats.all() if one.reviewer_id != self.lead_id]

    @property
    def everyone(self) -> list[Reviewer]:
        """The lead, then the others."""
        return [self.lead, *self.team]


class Seat(models.Model):
    """A reviewer's seat in a team, the lead's among them. Whoever leaves a team leaves its seat."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="seats")
    reviewer = models.ForeignKey(Reviewer, on_delete=models.PROTECT, related_name="seats")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pairing", "reviewer"], name="nobody_sits_twice_in_a_team"),
        ]


class Elsewhere(Edited):
    """A review of a school that the partnership did not run, recorded: a trust's own, or another organisation's."""

    school = models.IntegerField(help_text="URN")
    model = models.CharField(max_length=40, help_text="key in policies/review_models")
    on = models.DateField()
    by_whom = models.CharField(max_length=160, help_text="who ran it")
    withdrawn = models.BooleanField(default=False)
    why = models.TextField(blank=True, help_text="why it was taken back")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "on", "by_whom"], condition=Q(withdrawn=False), name="one_review_elsewhere_a_day"
            )
        ]
        indexes = [models.Index(fields=["school", "-on"], name="reviews_elsewhere_of_a_school")]

    def __str__(self) -> str:
        return f"{self.school}: {self.by_whom}"

    @property
    def thing(self) -> str:
        return f"review-elsewhere {self.pk}"

    @property
    def place(self) -> Place:
        return place_of(self.school)
