"""Concerns and strengths; every weighing of one, what the school answered, to whom it was referred.

No history table is kept beside them: every change is a row of its own here (a weighing, a reply, a chase), and what is
restricted must not lie about in copies.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place, Reach
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.places import place_of
from alongside.knowledge.schools.vocabulary import MAINTAINED
from alongside.work.tasks.models import Task


class ConcernQuerySet(models.QuerySet["Concern"]):
    """Concerns and strengths, in domain words."""

    def visible(self, user: Any) -> ConcernQuerySet:
        """Those that this person may know of. For everybody else they do not exist, in counts neither."""
        everyday, told = Q(restricted=False), Q(restricted=False, told_on__isnull=False)
        return self.filter(
            (everyday & within(reach(user, "concerns.record")))
            | (told & within(reach(user, "concerns.see")))
            | (Q(restricted=True) & within(reach(user, "concerns.restricted")))
        )

    def open(self) -> ConcernQuerySet:
        return self.filter(state=Concern.State.OPEN)

    def at_school(self, urn: int) -> ConcernQuerySet:
        return self.filter(school=urn)


def within(covered: Reach) -> Q:
    """What lies where a permission is given."""
    if covered.everywhere:
        return Q()
    found = Q(school__in=covered.schools)
    if covered.districts:
        profiles = Profile.objects.current().filter(district__in=covered.districts)
        found |= Q(school__in=profiles.values("urn"))
    if covered.contract:
        found |= Q(school__in=Profile.objects.current().filter(group=MAINTAINED).values("urn"))
    return found


class Concern(models.Model):
    """Something about a school that may need help, or that others could learn from. `key` stands in its address:
    numbers in a row would tell where a restricted one is. The weight and the next step are those of the last
    weighing."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    key = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=8, help_text="concern or strength")
    school = models.IntegerField(help_text="URN")
    area = models.CharField(max_length=20, help_text="key in policies/concerns.yaml, as are source and weight")
    source = models.CharField(max_length=20)
    source_words = models.CharField(
        max_length=200, blank=True, help_text="who or what exactly; the school does not see it"
    )
    title = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    restricted = models.BooleanField(default=False)
    to_share = models.BooleanField(default=False, help_text="a strength that others may learn from")
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    weight = models.CharField(max_length=20)
    direction = models.CharField(max_length=8)
    weighed_on = models.DateField()
    next_words = models.CharField(max_length=300, blank=True)
    next_owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    next_due = models.DateField(null=True)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(null=True, help_text="held back from the school's page until then")
    told_to = models.CharField(max_length=120, blank=True)
    told_how = models.CharField(max_length=10, blank=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.IntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="when it was last changed, by `by`")

    objects: ClassVar[Any] = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-weighed_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="a_concern_says_what", condition=~Q(title="")),
            models.CheckConstraint(
                name="a_school_is_told_by_somebody", condition=Q(told_on__isnull=True) | ~Q(told_to="")
            ),
            models.CheckConstraint(
                name="a_restricted_concern_has_no_task", condition=Q(restricted=False) | Q(task=None)
            ),
            models.CheckConstraint(
                name="a_restricted_concern_is_not_told_here", condition=Q(restricted=False) | Q(told_on__isnull=True)
            ),
            models.CheckConstraint(name="only_strengths_are_shared", condition=Q(to_share=False) | Q(kind="strength")),
        ]
        indexes = [
            models.Index(fields=["school", "state"], name="concerns_of_a_school"),
            models.Index(fields=["state", "weighed_on"], name="concerns_by_weighing"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """Where the school stands today; one query."""
        return place_of(self.school)

    @property
    def thing(self) -> str:
        return f"concern {self.key}"


class Weighing(models.Model):
    """One weighing, as it was: also the first, the closing and the reopening. Never changed."""

    class Act(models.TextChoices):
        RECORDED = "recorded", "Recorded"
        WEIGHED = "weighed", "Weighed again"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Opened again"

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="weighings")
    act = models.CharField(max_length=8, choices=Act)
    on = models.DateField()
    weight = models.CharField(max_length=20)
    direction = models.CharField(max_length=8)
    why = models.TextField()
    next_words = models.CharField(max_length=300, blank=True)
    next_owner = models.CharField(max_length=120, blank=True, help_text="their name then")
    next_due = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(name="a_weighing_says_why", condition=~Q(why=""))]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.weight}"


class Reply(models.Model):
    """What the school says of it, in its own words. Stays as it was sent."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="replies")
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.words[:60]


class Referral(models.Model):
    """An academy's concern handed to whoever can act on it."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="referrals")
    to = models.CharField(max_length=20, help_text="trust or regional-director")
    whom = models.CharField(max_length=200, help_text="the name of the trust, or of who was written to")
    how = models.CharField(max_length=10)
    on = models.DateField()
    chase_by = models.DateField(help_text="an answer is asked for again from then on")
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_on = models.DateField(null=True)
    version = models.IntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_answered_referral_says_what", condition=Q(answered_on__isnull=True) ^ ~Q(answer="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.whom}"


class Chase(models.Model):
    """An answer was asked for again."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="chases")
    how = models.CharField(max_length=10)
    words = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.words[:60]
