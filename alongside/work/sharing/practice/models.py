"""Practice: what was done about a problem, how sure it is, and who here has tried it with what result."""

from __future__ import annotations

from collections.abc import Iterable
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


def kept(keys: Iterable[str]) -> str:
    """Keys as one text in which each can be looked for: “ attendance behaviour ”."""
    found = " ".join(sorted(set(keys)))
    return f" {found} " if found else ""


class ItemQuerySet(models.QuerySet["Item"]):
    """Write-ups, in domain words."""

    def published(self) -> ItemQuerySet:
        return self.filter(state=Item.State.PUBLISHED)

    def visible(self, user: Any) -> ItemQuerySet:
        """What is published, for whoever sees practice; drafts and what was retired, for those who may write there."""
        if not reach(user, "practice.see"):
            return self.none()
        writes = reach(user, "practice.write")
        if writes.everywhere:
            return self
        return self.filter(Q(state=Item.State.PUBLISHED) | Q(school__in=writes.schools))

    def about(self, topic: str) -> ItemQuerySet:
        return self.filter(topics__contains=f" {topic} ")

    def for_phase(self, phase: str) -> ItemQuerySet:
        return self.filter(Q(phases="") | Q(phases__contains=f" {phase} "))


class Item(Edited):
    """One write-up. `school`: whose it is; none where it comes from elsewhere, which `where` and `source` then say."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    school = models.IntegerField(null=True, help_text="URN; none: from elsewhere")
    title = models.CharField(max_length=140)
    problem = models.TextField()
    done = models.TextField(help_text="what was done")
    for_whom = models.TextField(blank=True)
    evidence = models.TextField(blank=True, help_text="what it changed, and how that is known")
    strength_of_evidence = models.CharField(max_length=12, help_text="key in policies/practice.yaml")
    cost = models.CharField(max_length=300, blank=True)
    ask = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="who to ask")
    topics = models.CharField(max_length=400, help_text="keys of policies/topics.yaml, a space before and after each")
    phases = models.CharField(max_length=200, blank=True, help_text="likewise, of phases; empty: for all")
    source = models.CharField(max_length=500, blank=True, help_text="where it is published")
    where = models.CharField(max_length=140, blank=True, help_text="the place or country it comes from")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    published_on = models.DateField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    fresh_on = models.DateField(help_text="when it was last written, changed or tried")
    retired_why = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="practice_says_what_was_done", condition=~Q(title="") & ~Q(done="")),
            models.CheckConstraint(
                name="practice_from_elsewhere_says_its_source", condition=Q(school__isnull=False) | ~Q(source="")
            ),
            models.CheckConstraint(
                name="retired_practice_says_why", condition=~Q(state="retired") | ~Q(retired_why="")
            ),
            models.CheckConstraint(
                name="published_practice_says_when", condition=~Q(state="published") | Q(published_on__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-published_on"], name="practice_by_day"),
            models.Index(fields=["school", "state"], name="practice_of_a_school"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        return f"practice {self.pk}"

    @property
    def topic_keys(self) -> tuple[str, ...]:
        return tuple(self.topics.split())

    @property
    def phase_keys(self) -> tuple[str, ...]:
        return tuple(self.phases.split())

    @property
    def place(self) -> Place:
        """Where its school stands today; one query. Nowhere for what is from elsewhere."""
        return place_of(self.school) if self.school else Place()


class Trial(models.Model):
    """A school of ours tried it. Stays as it was said; what came of it later is said anew."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="trials")
    school = models.IntegerField(help_text="URN")
    on = models.DateField()
    worked = models.CharField(max_length=10, help_text="key in policies/practice.yaml")
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(name="a_trial_says_what_came_of_it", condition=~Q(words=""))]
        indexes = [models.Index(fields=["school", "on"], name="trials_of_a_school")]

    def __str__(self) -> str:
        return self.words[:60]


class Word(KeptWord):
    """A word of a write-up, for the search."""

    thing = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["word", "thing"], name="words_of_practice")]

    def __str__(self) -> str:
        return self.word
