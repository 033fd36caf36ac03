"""What schools say they need, from the draft to what was agreed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place, Reach
from alongside.floor.audit.editing import Edited
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.places import place_of
from alongside.knowledge.schools.vocabulary import MAINTAINED


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports, in domain words."""

    def visible(self, user: Any) -> ReportQuerySet:
        """Those that were sent and that this person may read, and the drafts of whoever writes for the school."""
        sent = ~Q(state__in=(Report.State.DRAFT, Report.State.DISCARDED))
        mine = ~Q(state=Report.State.DISCARDED) & _within(reach(user, "self-reports.write"))
        return self.filter((sent & _within(reach(user, "self-reports.see"))) | mine)

    def waiting(self) -> ReportQuerySet:
        """Sent, and not answered yet."""
        return self.filter(state=Report.State.SENT)


def _within(covered: Reach) -> Q:
    if covered.everywhere:
        return Q()
    found = Q(school__in=covered.schools)
    if covered.districts:
        profiles = Profile.objects.current().filter(district__in=covered.districts)
        found |= Q(school__in=profiles.values("urn"))
    if covered.contract:
        found |= Q(school__in=Profile.objects.current().filter(group=MAINTAINED).values("urn"))
    return found


class Report(Edited):
    """What a school says it needs. `said`: question, its words as they were asked, and the answer, in order."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Waits for an answer"
        ANSWERED = "answered", "Answered"
        AGREED = "agreed", "Agreed, to become a plan"
        WITHDRAWN = "withdrawn", "Withdrawn"
        DISCARDED = "discarded", "Draft thrown away"

    school = models.IntegerField(help_text="URN")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    said = models.JSONField(default=list, help_text="[[key, question, answer], …]")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answer_due = models.DateField(null=True)
    answerer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    agreed = models.TextField(blank=True, help_text="what goes into a plan; what it costs is not known yet")
    agreed_on = models.DateField(null=True)
    withdrawn_why = models.TextField(blank=True)

    objects: ClassVar[Any] = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_sent_report_is_answered_by_somebody",
                condition=Q(state__in=("draft", "discarded")) | Q(sent_at__isnull=False, answer_due__isnull=False),
            ),
            models.CheckConstraint(
                name="an_answer_says_something",
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="an_agreement_says_what_is_agreed", condition=~Q(state="agreed") | ~Q(agreed="")
            ),
            models.UniqueConstraint(fields=["school"], condition=Q(state="draft"), name="one_draft_a_school"),
        ]
        indexes = [
            models.Index(fields=["school", "state"], name="reports_of_a_school"),
            models.Index(fields=["state", "answer_due"], name="reports_that_wait"),
        ]

    def __str__(self) -> str:
        return f"self-report {self.pk}"

    @property
    def thing(self) -> str:
        return f"self-report {self.pk}"

    @property
    def place(self) -> Place:
        """Where the school stands today; one query."""
        return place_of(self.school)


class Addition(models.Model):
    """What the school added after sending. Stays as it was sent."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="additions")
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.words[:60]
