"""The outbox, what people were told, and how they want to be told."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.floor.mail.policy import How


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters, in domain words."""

    def due(self, at: datetime) -> LetterQuerySet:
        """Those to be sent now, the urgent ones first."""
        return self.filter(state=Letter.State.WAITING, due_at__lte=at).order_by("-urgent", "due_at", "pk")

    def left_behind(self, at: datetime) -> LetterQuerySet:
        """Those whose worker has been silent for longer than its lease."""
        return self.filter(state=Letter.State.SENDING, lease_until__lt=at)

    def troubled(self) -> LetterQuerySet:
        return self.filter(state__in=[Letter.State.FAILED, Letter.State.BOUNCED, Letter.State.UNCERTAIN])


class Letter(models.Model):
    """One letter to one person. Its key says what it is of (“visit 12 invitation 3”), and is used once."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Not sent"
        BOUNCED = "bounced", "Bounced"
        UNCERTAIN = "uncertain", "Uncertain"
        CANCELLED = "cancelled", "Cancelled"
        SHOWN = "shown", "Kept here, no mail is set up"

    key = models.CharField(max_length=120, unique=True, help_text="what it is of; nothing is sent twice under one key")
    to = models.EmailField()
    to_name = models.CharField(max_length=120, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    calendar = models.TextField(blank=True, help_text="iCalendar")
    attachments = models.JSONField(default=list, blank=True, help_text="name, type and path of each")
    headers = models.JSONField(default=dict, blank=True)
    urgent = models.BooleanField(default=False)
    secret = models.BooleanField(default=False, help_text="who reads it can sign in: its text goes when it is sent")
    thing = models.CharField(max_length=60, blank=True, help_text="what it is about: “visit 12”")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(help_text="not to be sent before")
    tries = models.IntegerField(default=0)
    tried_before = models.IntegerField(default=0, help_text="tries made when somebody last asked to send it again")
    worker = models.CharField(max_length=80, blank=True, help_text="who sends it, or tried last")
    lease_until = models.DateTimeField(null=True, help_text="while it is being sent: when its worker counts as dead")
    handed_at = models.DateTimeField(null=True, help_text="when its text began to go to the server, in the last try")
    ended_at = models.DateTimeField(null=True, help_text="when it was sent, given up or cancelled")
    said = models.TextField(blank=True, help_text="what the server said last, or why it was cancelled")

    objects: ClassVar[Any] = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_letter_being_sent_has_a_worker",
                condition=~Q(state="sending") | (Q(lease_until__isnull=False) & ~Q(worker="")),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="letters_to_send"),
            models.Index(fields=["state", "-ended_at"], name="letters_by_end"),
            models.Index(fields=["to", "-id"], name="letters_to_somebody"),
            models.Index(fields=["thing"], name="letters_about_something"),
        ]

    def __str__(self) -> str:
        return self.subject


class Notice(models.Model):
    """Something that somebody is told: on My work, and by letter as they prefer."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="notices")
    to = models.EmailField()
    to_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=40, help_text="key in policies/mail.yaml")
    subject = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    thing = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    how = models.CharField(max_length=8, choices=How, help_text="how it was to be told when it arose")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="notices")
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-at"], condition=Q(read_at__isnull=True), name="notices_not_read"),
            models.Index(fields=["how", "at"], condition=Q(letter__isnull=True), name="notices_for_a_digest"),
            models.Index(fields=["thing"], name="notices_about_something"),
        ]

    def __str__(self) -> str:
        return self.subject


class Preference(models.Model):
    """How somebody wants to hear of a kind of thing. Who has no account is known by address, and may only say no."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    email = models.EmailField(blank=True)
    kind = models.CharField(max_length=40)
    how = models.CharField(max_length=8, choices=How)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_preference_is_somebodys", condition=Q(user__isnull=False, email="") | Q(user__isnull=True)
            ),
            models.UniqueConstraint(F("user"), F("kind"), name="one_preference_a_kind"),
            models.UniqueConstraint(fields=["email", "kind"], condition=~Q(email=""), name="one_preference_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.how}"
