"""Bulletins, each reader's copy, and the answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.floor.audit.editing import Edited
from alongside.floor.mail.models import Letter
from alongside.knowledge.people.models import Person


class Bulletin(Edited):
    """Something written to many. Empty lists of phases, types or districts: it does not matter which."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Sent"

    subject = models.CharField(max_length=150)
    text = models.TextField(help_text="plain; paragraphs are parted by an empty line")
    question = models.CharField(max_length=200, blank=True, help_text="what readers are asked, if anything")
    roles = models.JSONField(default=list)
    phases = models.JSONField(default=list, blank=True)
    groups = models.JSONField(default=list, blank=True, help_text="types of school: maintained, academy, …")
    districts = models.JSONField(default=list, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_bulletin_that_was_sent_says_when", condition=Q(state="draft") ^ Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(name="a_bulletin_has_a_subject", condition=~Q(subject="")),
        ]

    def __str__(self) -> str:
        return self.subject


class Copy(models.Model):
    """A reader's copy: who they were on that day, and their own link."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="copies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    school = models.IntegerField(null=True, help_text="URN")
    school_name = models.CharField(max_length=255, blank=True, help_text="as it was called then")
    district = models.CharField(max_length=40, blank=True)
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, related_name="+")
    no_letter = models.CharField(max_length=60, blank=True, help_text="why no letter was written")
    token = models.CharField(max_length=43, unique=True, help_text="of the reader's own link")
    opened_at = models.DateTimeField(null=True, help_text="when its page was first seen in a browser")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "person"], name="one_copy_a_reader")]
        indexes = [models.Index(fields=["person", "-id"], name="copies_of_a_person")]

    def __str__(self) -> str:
        return f"{self.bulletin}, to {self.name}"


class Answer(models.Model):
    """What a reader answered."""

    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="answers")
    said = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"answer of {self.copy.name}"
