"""Schools that were asked to join in, by whom, in what words, and what came of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from alongside.floor.accounts.roles import Place, Reach
from alongside.floor.audit.editing import Edited
from alongside.knowledge.people.models import Person
from alongside.work.tasks.models import Task


class Wave(Edited):
    """Invitations to many schools in the same words. Nothing leaves the house before it is sent."""

    title = models.CharField(max_length=120)
    subject = models.CharField(max_length=150)
    words = models.TextField(help_text="{school} and {name} are filled in for each")
    sent_on = models.DateField(null=True)

    class Meta:
        app_label = "ties"
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(name="a_wave_has_words", condition=~Q(words="") & ~Q(subject=""))]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """It is about many schools."""
        return Place()


class AskingQuerySet(models.QuerySet["Asking"]):
    """Schools that were asked, in domain words."""

    def asked(self) -> AskingQuerySet:
        """Really asked, or given to somebody to ask; not only chosen for a wave that was not sent."""
        return self.filter(asked_on__isnull=False)

    def waiting(self) -> AskingQuerySet:
        return self.asked().filter(state="waiting")

    def visible(self, reach: Reach) -> AskingQuerySet:
        if reach.everywhere:
            return self
        return self.filter(Q(school__in=reach.schools) | (Q(district__in=reach.districts) & ~Q(district="")))


class Asking(Edited):
    """One school, asked in. `task`: who is to ask, by when; in a wave it may have none. `then`, `points_then`: how the
    school stood on the day, so that anybody can see later whether asking worked."""

    class State(models.TextChoices):
        WAITING = "waiting", "Asked, no answer yet"
        COMING = "coming", "Would like to come in"
        TALK = "talk", "Would like to talk first"
        NOT_NOW = "not-now", "Not now"

    school = models.IntegerField(help_text="URN")
    district = models.CharField(max_length=40, blank=True)
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, null=True, related_name="askings")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="who asks")
    asked_on = models.DateField(null=True)
    then = models.CharField(max_length=10, blank=True, help_text="how the school stood on the day")
    points_then = models.IntegerField(null=True, help_text="thousandths")
    to = models.JSONField(default=list, help_text="to whom a letter went: head, chair")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    said = models.TextField(blank=True, help_text="what the school said to it")
    answered_on = models.DateField(null=True)

    objects: ClassVar[Any] = AskingQuerySet.as_manager()

    class Meta:
        app_label = "ties"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["wave", "school"], name="one_asking_a_wave_and_school"),
            models.CheckConstraint(
                name="an_answer_has_a_day", condition=Q(state="waiting") ^ Q(answered_on__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["school", "-asked_on"], name="askings_of_a_school")]

    def __str__(self) -> str:
        return f"Asking {self.pk}"

    @property
    def place(self) -> Place:
        return Place(school=self.school, district=self.district)
