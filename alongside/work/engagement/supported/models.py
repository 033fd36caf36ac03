"""Rounds of asking, who was asked, open answers, and answers in confidence."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place
from alongside.floor.audit.editing import Edited
from alongside.knowledge.people.models import Person


class Round(models.Model):
    """One term's asking. `questions` as they were worded then: [{key, wording, short, words}, …]. `figures`: what is
    shown of it, made once when it closes, so that nothing can be told from one look and the next."""

    key = models.SlugField(max_length=20, unique=True, help_text="2026-autumn")
    name = models.CharField(max_length=40)
    questions = models.JSONField()
    opened_on = models.DateField()
    closes_on = models.DateField(help_text="the last day on which it can be answered")
    trusted = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reminded_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    figures = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_on"]
        constraints = [
            models.CheckConstraint(
                name="a_closed_round_has_figures",
                condition=Q(closed_at__isnull=True, figures__isnull=True) | Q(closed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def thing(self) -> str:
        return f"supported {self.key}"


class Asked(models.Model):
    """Somebody who is asked in a round, in the role and at the school of that day. Whether they answered stands
    nowhere here."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="asked")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    school = models.IntegerField(help_text="URN")
    district = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["school", "role"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="asked_once_a_round")]
        verbose_name_plural = "asked"

    def __str__(self) -> str:
        return f"{self.person} in {self.round}"


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Open answers, in domain words."""

    def visible(self, user: Any) -> AnswerQuerySet:
        """Those that this person may read by a role; one's own is read on the page of the question."""
        found = reach(user, "supported.answers")
        if found.everywhere:
            return self
        return self.filter(Q(asked__district__in=found.districts) | Q(asked__school__in=found.schools))

    def waiting(self) -> AnswerQuerySet:
        """With a no that nobody replied to."""
        return self.filter(says_no=True, replied_at__isnull=True)


class Answer(Edited):
    """An open answer: yes or no to each question by its key, and words. An open answer stays open: to take it back
    into confidence would tell that it was."""

    asked = models.OneToOneField(Asked, on_delete=models.PROTECT, related_name="answer")
    said = models.JSONField()
    says_no = models.BooleanField()
    words = models.TextField(blank=True)
    answered_on = models.DateField()
    reply_due = models.DateField(null=True)
    responder = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reply = models.TextField(blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["reply_due", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_no_is_replied_to_by_a_day", condition=Q(says_no=False) | Q(reply_due__isnull=False)
            )
        ]
        indexes = [models.Index(fields=["replied_at", "reply_due"], name="noes_that_wait")]

    def __str__(self) -> str:
        return f"answer {self.pk}"

    @property
    def thing(self) -> str:
        return f"supported-answer {self.pk}"

    @property
    def place(self) -> Place:
        return Place(school=self.asked.school, district=self.asked.district)


class Sealed(models.Model):
    """An answer in confidence. No author, no time, no history, no number in a row: `token` stands for one person in
    one round and for nothing else, and only the trusted person is shown what is in the box."""

    token = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    box = models.TextField(help_text="sealed (sealing.py)")
    waits = models.BooleanField(help_text="there is a no in it, and no reply yet")
    reply_due = models.DateField(null=True, help_text="counted from the end of a week")

    class Meta:
        verbose_name_plural = "sealed"
        indexes = [models.Index(fields=["waits", "reply_due"], name="sealed_that_wait")]

    def __str__(self) -> str:
        return "an answer in confidence"
