"""Indicators that were proposed, what became of them, what was entered for them, and schools' own words."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class Indicator(models.Model):
    """What somebody proposed to look at. Its text stays as it was proposed; what becomes of it stands in `Decision`."""

    class Kind(models.TextChoices):
        SOCIAL = "social", "Social: how people get on with one another"
        CIVIC = "civic", "Civic: taking part, and giving"
        WELLBEING = "wellbeing", "Wellbeing: how pupils or staff fare"
        DESTINATIONS = "destinations", "What pupils do after school"
        OTHER = "other", "Something else"

    class Unit(models.TextChoices):
        PERCENT = "percent", "Per cent"
        NUMBER = "number", "A number"
        SCORE = "score", "A score or an average"

    class Better(models.TextChoices):
        HIGHER = "higher", "Higher is better"
        LOWER = "lower", "Lower is better"
        NEITHER = "neither", "Neither: it tells, and does not judge"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ADOPTED = "adopted", "Adopted"
        DECLINED = "declined", "Declined"
        ENDED = "ended", "No longer looked at"

    class SeenBy(models.TextChoices):
        EVERYONE = "everyone", "Everybody"
        OFFICE = "office", "The partnership’s office"

    name = models.CharField(max_length=120)
    tells = models.TextField(help_text="what it would tell")
    collected = models.TextField(help_text="how it would be collected, by whom and how often")
    kind = models.CharField(max_length=16, choices=Kind)
    unit = models.CharField(max_length=8, choices=Unit)
    better = models.CharField(max_length=8, choices=Better)
    school = models.IntegerField(null=True, help_text="URN of the school that proposed it, where one did")
    proposer = models.CharField(max_length=200, blank=True, help_text="who proposed it, or who at the school")
    words = models.TextField(help_text="the proposal in the proposer's own words")
    proposed_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    seen_by = models.CharField(max_length=8, choices=SeenBy, default=SeenBy.OFFICE, help_text="who sees its values")
    adopted_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="one_indicator_a_name"),
            models.CheckConstraint(
                name="an_indicator_is_proposed_by_somebody", condition=Q(school__isnull=False) | ~Q(proposer="")
            ),
            models.CheckConstraint(
                name="an_adopted_indicator_says_since_when", condition=~Q(state="adopted") | Q(adopted_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        """Whether everybody sees it, with its values."""
        return self.adopted_on is not None and self.seen_by == self.SeenBy.EVERYONE

    def held_on(self, day: date) -> bool:
        """Whether it was adopted, and not ended, on a day."""
        return bool(self.adopted_on and self.adopted_on <= day and (self.ended_on is None or day < self.ended_on))


class Decision(models.Model):
    """What a body decided of an indicator. None is changed; a later one may go the other way."""

    class What(models.TextChoices):
        ADOPTED = "adopted", "Adopt it"
        DECLINED = "declined", "Decline it"
        ENDED = "ended", "Stop looking at it"

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=8, choices=What)
    body = models.CharField(max_length=120, help_text="which body decided: the Board, SLIC, a working group")
    on = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="a_decision_on_an_indicator_has_a_reason", condition=~Q(reason=""))]


class Value(models.Model):
    """What was said of a school in a year. A correction is a row of its own: the newest holds, the older are kept."""

    class Why(models.TextChoices):
        """Codes of results.values.CODES, for a value that is not there."""

        NOT_RECORDED = "r", "The school did not collect it that year"
        SUPPRESSED = "c", "Held back, because few pupils are meant"
        NOT_APPLICABLE = "z", "It does not apply to this school"
        NOT_PUBLISHED = "p", "The school does not want it shown"

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="entries")
    urn = models.IntegerField()
    year = models.SmallIntegerField(help_text="the year in which the school year ends: 2026 for 2025/26")
    value = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    why = models.CharField(max_length=1, choices=Why, blank=True)
    pupils = models.IntegerField(null=True, help_text="how many pupils or answers it speaks of, where that is known")
    words = models.TextField(blank=True, help_text="what the school says about it, in its own words")
    said_by = models.CharField(max_length=200)
    said_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["urn", "indicator", "year"], name="values_of_a_school")]
        constraints = [
            models.CheckConstraint(
                name="a_value_is_there_or_says_why_not",
                condition=Q(value__isnull=False, why="") | (Q(value__isnull=True) & ~Q(why="")),
            )
        ]


class OwnWords(models.Model):
    """What a school asks to have shown beside its figures, as its own. Plain text. Taken back, it is shown no more."""

    urn = models.IntegerField(db_index=True)
    title = models.CharField(max_length=120)
    words = models.TextField()
    link = models.URLField(max_length=500, blank=True)
    said_by = models.CharField(max_length=200, help_text="who at the school asked for it")
    said_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.TextField(blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="words_taken_back_say_when_and_why",
                condition=Q(taken_back_at__isnull=True, taken_back_why="")
                | (Q(taken_back_at__isnull=False) & ~Q(taken_back_why="")),
            )
        ]

    def __str__(self) -> str:
        return self.title
