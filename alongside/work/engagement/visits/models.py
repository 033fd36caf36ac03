"""Visits: the plan and where it stands; what is being written; what was sent, answered and replied; files; notes.

What was sent is never changed: a mended report is the next number, and what was said before stays.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.floor.accounts.roles import Place
from alongside.floor.audit.editing import Edited
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.people.models import Person
from alongside.work.engagement.visits.policies import Kind, templates
from alongside.work.engagement.visits.rules import Standing, VisitFacts, standing


def _uid() -> str:
    return str(uuid4())


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits, in domain words."""

    def at_school(self, urn: int) -> VisitQuerySet:
        return self.filter(school=urn)

    def carried_out(self) -> VisitQuerySet:
        return self.filter(state__in=[Visit.State.HELD, Visit.State.SENT])

    def planned(self) -> VisitQuerySet:
        return self.filter(state=Visit.State.PLANNED)

    def sent(self) -> VisitQuerySet:
        return self.filter(state=Visit.State.SENT)

    def sent_to_chairs(self) -> VisitQuerySet:
        return self.sent().filter(chair_included=True)


class Visit(Edited):
    """A visit from its plan to the last word about it. `on`: the day it is planned for, then the day it took place."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Carried out"
        SENT = "sent", "Sent"
        CANCELLED = "cancelled", "Called off"

    school = models.IntegerField(help_text="URN")
    district = models.CharField(max_length=40, blank=True, help_text="key of the school's district then")
    contract = models.BooleanField(default=False, help_text="whether the council's contract reached the school then")
    kind = models.CharField(max_length=40, help_text="key in policies/visit_templates.yaml")
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visits")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    on = models.DateField()
    begins = models.TimeField(null=True)
    minutes = models.SmallIntegerField(default=60)
    where = models.CharField(max_length=200, blank=True)
    purpose = models.TextField(blank=True, help_text="said in the invitation, so that the school can prepare")
    invite_head = models.BooleanField(default=False)
    invite_chair = models.BooleanField(default=False)
    uid = models.CharField(max_length=36, default=_uid, editable=False, help_text="of the event in calendars")
    sequence = models.IntegerField(default=0, help_text="of the invitation; rises with each change")
    invited = models.JSONField(default=list, help_text="whom the invitation went to last: address and name")
    why_cancelled = models.TextField(blank=True)
    chair_included = models.BooleanField(default=False, help_text="what is sent goes to the chair of governors too")
    sent = models.DateField(null=True, help_text="the day on which the newest report was sent")
    opened = models.DateTimeField(null=True, help_text="when the head first opened the newest report")
    answered = models.DateField(null=True)
    accurate = models.BooleanField(null=True, help_text="what the head answered")
    replied = models.DateField(null=True)

    objects: ClassVar[Any] = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(name="a_visit_sent_has_its_day", condition=~Q(state="sent") | Q(sent__isnull=False)),
            models.CheckConstraint(
                name="a_visit_answered_says_how", condition=Q(answered__isnull=True) ^ Q(accurate__isnull=False)
            ),
            models.UniqueConstraint(fields=["uid"], name="one_event_a_visit"),
        ]
        indexes = [
            models.Index(fields=["school", "state", "-on"], name="visits_to_a_school"),
            models.Index(fields=["district", "state", "-on"], name="visits_in_a_district"),
            models.Index(fields=["lead", "state", "-on"], name="visits_of_a_lead"),
            models.Index(fields=["state", "on"], name="visits_by_state"),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"

    @property
    def place(self) -> Place:
        return Place(school=self.school, district=self.district, contract=self.contract)

    @property
    def template(self) -> Kind:
        return templates().kind(self.kind)

    @property
    def starts(self) -> datetime | None:
        """The moment it begins, in England; None where only the day is known."""
        return datetime.combine(self.on, self.begins, tzinfo=LONDON) if self.begins else None

    def standing(self, on: date) -> Standing:
        """Whose turn it is on a day."""
        facts = VisitFacts(self.state, self.on, self.sent, self.answered, self.accurate, self.replied)
        return standing(facts, templates().days, on=on)


class Draft(models.Model):
    """What is being written of a visit: the boxes of the page as they were typed, right or not, so that nothing typed
    is lost. Seen by those who may write it, and by nobody else. `note` is the restricted one, kept apart."""

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="draft")
    version = models.IntegerField(default=1)
    boxes = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    note_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft of {self.visit}"


class Report(models.Model):
    """What was sent to the school; the next number is what it was mended to. `said`: the parts by their keys, with the
    title that each had; `present`: who took part; `agreed`: the numbers of the tasks; `kept`: those of earlier tasks
    that still stand; `files`: those of the files shown; `why`: what the author says of a mended one."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="reports")
    number = models.IntegerField(default=1)
    said = models.JSONField(default=list)
    present = models.JSONField(default=list)
    agreed = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    files = models.JSONField(default=list)
    why = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["visit", "number"], name="one_report_a_number")]

    def __str__(self) -> str:
        return f"report {self.number} of {self.visit}"


class Opening(models.Model):
    """Somebody of the school opened a report for the first time."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="openings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "by"], name="a_report_is_opened_once_by_somebody")]

    def __str__(self) -> str:
        return f"{self.by} opened {self.report}"


class Answer(models.Model):
    """What the head says of a report. `corrections`: by the key of the part, in the head's words."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="answer")
    accurate = models.BooleanField()
    words = models.TextField(blank=True)
    corrections = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="who_says_inaccurate_says_what", condition=Q(accurate=True) | ~Q(words="") | ~Q(corrections={})
            )
        ]

    def __str__(self) -> str:
        return f"answer to {self.report}"


class Reply(models.Model):
    """What the author answers: mended, then `mended` is the new report; or kept as it was, then `words` say why."""

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="reply")
    mended = models.OneToOneField(Report, on_delete=models.PROTECT, null=True, related_name="mends")
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(name="what_is_kept_says_why", condition=Q(mended__isnull=False) | ~Q(words=""))
        ]

    def __str__(self) -> str:
        return f"reply to {self.answer}"


class Note(models.Model):
    """A restricted note of a visit. The school is not sent it; each reading is written into the journal."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="a_note_says_something", condition=~Q(words=""))]

    def __str__(self) -> str:
        return f"restricted note of {self.visit}"


class Attachment(models.Model):
    """A photograph or a document of a visit. The bytes lie under their digest, outside the web root."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="attachments")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=120, help_text="as it is called when somebody takes it away")
    says = models.CharField(max_length=200, help_text="what it shows, for who cannot see it")
    media = models.CharField(max_length=100, help_text="what it is, as was found by looking into it")
    size = models.IntegerField(help_text="bytes")
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    to_school = models.BooleanField(default=True, help_text="whether the school gets it with the report")
    removed = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["digest"], name="files_by_digest")]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return self.visit.place

    @property
    def is_picture(self) -> bool:
        return self.media.startswith("image/")
