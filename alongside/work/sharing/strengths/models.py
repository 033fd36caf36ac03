"""What schools are good at: who said so, from what they know it, who confirmed it, what the school answers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place
from alongside.floor.audit.editing import Edited
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.places import place_of
from alongside.work.ties.finding import Word as KeptWord


class StrengthQuerySet(models.QuerySet["Strength"]):
    """Strengths, in domain words."""

    def said(self) -> StrengthQuerySet:
        """Those that were not taken back."""
        return self.filter(state=Strength.State.SAID)

    def at_school(self, urn: int) -> StrengthQuerySet:
        return self.filter(school=urn)

    def visible(self, user: Any) -> StrengthQuerySet:
        """Those that this person may know of: what schools may see; the office's own, for the office; and at their own
        school all that is said of it, with what they took back. What was given from the report of a review is seen by
        nobody any more once it was taken back: who reads it then, the review alone decides."""
        if not reach(user, "strengths.see"):
            return self.none()
        own = Q(school__in=reach(user, "strengths.answer").schools)
        own &= ~Q(state=Strength.State.TAKEN_BACK, seen="review")
        if getattr(user, "is_office", False):
            return self.filter(Q(state=Strength.State.SAID) | own)
        return self.filter(Q(state=Strength.State.SAID, shown_to=Strength.ShownTo.SCHOOLS) | own)


class Strength(Edited):
    """Something that a school is good at. `seen`: where it comes from (key in policies/strengths.yaml); `seen_on`: when
    it was seen; `fresh_on`: the newest day on which somebody saw or confirmed it."""

    class State(models.TextChoices):
        SAID = "said", "Shown"
        TAKEN_BACK = "taken-back", "Taken back"

    class ShownTo(models.TextChoices):
        SCHOOLS = "schools", "Schools and the partnership’s office"
        OFFICE = "office", "The partnership’s office and the school itself"

    school = models.IntegerField(help_text="URN")
    topic = models.CharField(max_length=40, help_text="key in policies/topics.yaml")
    words = models.TextField()
    phase = models.CharField(max_length=24, blank=True, help_text="for which phase, where not for the whole school")
    seen = models.CharField(max_length=12, help_text="key in policies/strengths.yaml")
    seen_on = models.DateField()
    fresh_on = models.DateField()
    source = models.CharField(max_length=300, blank=True, help_text="the thing it rests on, or the published address")
    shown_to = models.CharField(max_length=8, choices=ShownTo, default=ShownTo.SCHOOLS)
    state = models.CharField(max_length=10, choices=State, default=State.SAID)
    why = models.TextField(blank=True, help_text="why it was taken back, where somebody said")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True, help_text="what the school says to it")

    objects: ClassVar[Any] = StrengthQuerySet.as_manager()

    class Meta:
        ordering = ["-fresh_on", "-pk"]
        constraints = [models.CheckConstraint(name="a_strength_says_what", condition=~Q(words=""))]
        indexes = [
            models.Index(fields=["school", "state"], name="strengths_of_a_school"),
            models.Index(fields=["topic", "state"], name="strengths_in_a_topic"),
        ]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def thing(self) -> str:
        return f"strength {self.pk}"

    @property
    def is_own(self) -> bool:
        """Whether it is the school's own word."""
        return self.seen == "own"

    @property
    def place(self) -> Place:
        """Where the school stands today; one query."""
        return place_of(self.school)


class Confirmation(models.Model):
    """Somebody from elsewhere saw it too. Stays as it was given."""

    strength = models.ForeignKey(Strength, on_delete=models.CASCADE, related_name="confirmations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["strength", "person", "on"], name="one_confirmation_a_person_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.on}"


class Word(KeptWord):
    """A word of a strength, for the search."""

    thing = models.ForeignKey(Strength, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["word", "thing"], name="words_of_strengths")]

    def __str__(self) -> str:
        return self.word
