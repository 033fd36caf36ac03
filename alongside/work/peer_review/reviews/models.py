"""Reviews, who reviews, their parts in words, and to whom the school gave which part.

All words of a review are in `Part` (and in `Draft` while they are typed). Nobody reads either but by `consent`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.floor.accounts.roles import Place
from alongside.floor.audit.editing import Edited
from alongside.knowledge.people.models import Person
from alongside.work.peer_review.cycles.models import Cycle, Pairing
from alongside.work.peer_review.cycles.policies import ReviewModel, review_model
from alongside.work.tasks.models import Task


def _uid() -> str:
    return str(uuid4())


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews, in domain words."""

    def of_school(self, urn: int) -> ReviewQuerySet:
        return self.filter(school=urn)

    def standing(self) -> ReviewQuerySet:
        """Those that were not called off."""
        return self.exclude(state=Review.State.CALLED_OFF)

    def held(self) -> ReviewQuerySet:
        """Those that took place, or do now."""
        return self.filter(state__in=[Review.State.ON, Review.State.AGREED])


class Review(Edited):
    """A review of one school, without a word of what was found. That it took place is no secret."""

    class State(models.TextChoices):
        PREPARING = "preparing", "Being prepared"
        ON = "on", "Takes place"
        AGREED = "agreed", "Report agreed"
        CALLED_OFF = "called-off", "Called off"

    school = models.IntegerField(help_text="URN")
    pairing = models.OneToOneField(Pairing, on_delete=models.PROTECT, null=True, related_name="review")
    model = models.CharField(max_length=40, help_text="key in policies/review_models")
    state = models.CharField(max_length=12, choices=State, default=State.PREPARING)
    first = models.DateField(null=True, help_text="the first day at the school; none until it is fixed")
    last = models.DateField(null=True, help_text="the last day at the school")
    pack = models.JSONField(default=list, help_text="keys of what the reviewers are given to prepare")
    packed_on = models.DateField(null=True, help_text="when the school last decided on the pack")
    begun_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    reviewers_until = models.DateField(null=True, help_text="the last day on which the reviewers read it")
    workshop_on = models.DateField(null=True)
    uid = models.CharField(max_length=36, default=_uid, editable=False, help_text="of the event in calendars")
    sequence = models.IntegerField(default=0, help_text="of the invitation; rises with each change")
    invited = models.JSONField(default=list, help_text="whom the invitation went to last: address and name")

    objects: ClassVar[Any] = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-first", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_review_ends_after_it_begins",
                condition=Q(first__isnull=True, last__isnull=True) | Q(last__gte=F("first")),
            ),
            models.CheckConstraint(
                name="a_report_agreed_says_when", condition=Q(state="agreed") ^ Q(agreed_on__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["school", "state"], name="reviews_of_a_school")]

    def __str__(self) -> str:
        return f"review {self.pk}"

    @property
    def place(self) -> Place:
        """Only the school: no district, no contract gives anybody a review."""
        return Place(school=self.school)

    @property
    def review_model(self) -> ReviewModel:
        return review_model(self.model)


class Member(models.Model):
    """Somebody of the team. `school`: the URN of the school that they come from. Whoever leaves the team loses it."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    school = models.IntegerField(null=True)
    leads = models.BooleanField(default=False)

    class Meta:
        ordering = ["-leads", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "person"], name="nobody_reviews_a_school_twice_at_once"),
            models.UniqueConstraint(fields=["review"], condition=Q(leads=True), name="one_leads_a_review"),
        ]

    def __str__(self) -> str:
        return self.person.name


class Session(models.Model):
    """A line of the timetable. `beside`: who of the school does it together with the reviewers."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="sessions")
    on = models.DateField()
    begins = models.TimeField()
    minutes = models.SmallIntegerField()
    what = models.CharField(max_length=200)
    beside = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on", "begins", "pk"]

    def __str__(self) -> str:
        return self.what


class Part(Edited):
    """One piece of words of a review; read by whom `consent` says and by nobody else. `question`: what a finding
    answers. `person`: whose it is, where it is somebody's: who reflects, who is to do an action."""

    class Kind(models.TextChoices):
        FOCUS = "focus", "What the school wants to understand"
        SELF_REVIEW = "self-review", "How the school sees itself"
        STRENGTH = "strength", "Strength"
        NEXT = "next", "What to think about next"
        SUMMARY = "summary", "Summary"
        REPLY = "reply", "What the school says to it"
        ACTION = "action", "What the school chose to do"
        LOOK = "look", "What changed"
        REFLECTION = "reflection", "What a reviewer learned"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=12, choices=Kind)
    question = models.CharField(max_length=40, blank=True, help_text="key of the model's question")
    words = models.TextField()
    excellent = models.BooleanField(default=False, help_text="a strength that is an area of excellence")
    in_pack = models.BooleanField(default=False, help_text="whether the reviewers read it to prepare")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="a_part_says_something", condition=~Q(words="")),
            models.CheckConstraint(
                name="a_reflection_is_somebodys", condition=~Q(kind="reflection") | Q(person__isnull=False)
            ),
            models.CheckConstraint(
                name="only_a_strength_is_excellent", condition=Q(excellent=False) | Q(kind="strength")
            ),
        ]
        indexes = [models.Index(fields=["review", "kind"], name="parts_of_a_review")]

    def __str__(self) -> str:
        return f"part {self.pk} of {self.review}"

    @property
    def place(self) -> Place:
        return self.review.place


class Draft(models.Model):
    """What somebody is typing, kept so that nothing is lost. Read by its author only. `slot`: which box of the page."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="drafts")
    slot = models.CharField(max_length=80)
    version = models.IntegerField(default=1)
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "slot", "by"], name="one_draft_a_box_and_author")]

    def __str__(self) -> str:
        return f"draft of {self.review}"


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases, in domain words."""

    def standing_on(self, day: date) -> ReleaseQuerySet:
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day, taken_back=False)


class Release(Edited):
    """The school gave one part to an audience. `until`: the last day; none where it said none. `strength`: the number
    of the strength that was posted with it."""

    class To(models.TextChoices):
        PERSON = "person", "A person"
        SCHOOL = "school", "Head and chair of a school"
        FAMILY = "family", "Heads and chairs of a family of schools"
        DISTRICT = "district", "Heads and chairs of a district"
        OFFICE = "office", "The partnership’s office"
        ALL = "all-schools", "All schools, and with them the partnership’s office"

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="releases")
    to = models.CharField(max_length=12, choices=To)
    key = models.CharField(max_length=60, blank=True, help_text="of the person, school (URN), family, district")
    since = models.DateField()
    until = models.DateField(null=True)
    taken_back = models.BooleanField(default=False)
    strength = models.IntegerField(null=True, help_text="number of the strength that was posted to all schools")

    objects: ClassVar[Any] = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="a_release_says_to_whom", condition=Q(to__in=["office", "all-schools"]) ^ ~Q(key="")
            ),
            models.UniqueConstraint(
                fields=["part", "to", "key"], condition=Q(taken_back=False), name="a_part_is_given_once_to_an_audience"
            ),
        ]
        indexes = [models.Index(fields=["to", "key", "taken_back"], name="releases_to_an_audience")]

    def __str__(self) -> str:
        return f"release {self.pk}"


class Action(models.Model):
    """What a chosen action has besides its words: who does it, by when. Somebody with an account has it as a task,
    which holds none of the words."""

    part = models.OneToOneField(Part, on_delete=models.PROTECT, related_name="action")
    who = models.CharField(max_length=120, help_text="by name, or by the work that they do")
    due = models.DateField()
    task = models.OneToOneField(Task, on_delete=models.PROTECT, null=True, related_name="+")
    done_on = models.DateField(null=True, help_text="where no task says so")

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return f"action of {self.part.review}"

    @property
    def is_done(self) -> bool:
        return self.done_on is not None or (self.task is not None and self.task.state == Task.State.DONE)


class Look(models.Model):
    """The school looked again. It is said once and not changed: what is told of a cycle rests on it."""

    part = models.OneToOneField(Part, on_delete=models.PROTECT, related_name="look")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="looks")
    months = models.SmallIntegerField()
    changed = models.CharField(max_length=12, help_text="key in policies/review_reports.yaml")
    on = models.DateField()

    class Meta:
        ordering = ["months"]
        constraints = [models.UniqueConstraint(fields=["review", "months"], name="looked_at_again_once_a_time")]

    def __str__(self) -> str:
        return f"look at {self.review}"


class Told(models.Model):
    """A table of what a cycle did, as it was first told; it never changes. `months`: 0 for what was found. `lines`:
    pairs of words and the number of schools, null where that is held back; none where there are too few schools."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="told")
    months = models.SmallIntegerField()
    on = models.DateField(help_text="what had been recorded by this day is counted")
    schools = models.IntegerField()
    lines = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "told"
        ordering = ["months"]
        constraints = [models.UniqueConstraint(fields=["cycle", "months"], name="a_cycle_is_told_once_a_time")]

    def __str__(self) -> str:
        return f"What {self.cycle} did, {self.months} months on"
