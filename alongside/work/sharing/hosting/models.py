"""What schools show to visitors, and the visits of one school to another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.floor.accounts.roles import Place, Reach
from alongside.floor.audit.editing import Edited
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.places import places_of, under_contract
from alongside.work.sharing.hosting.policies import hosting
from alongside.work.sharing.hosting.rules import Booking, Standing, VisitFacts, standing


def _uid() -> str:
    return str(uuid4())


class Offer(Edited):
    """What a school shows to visitors; one a school. Its limit is kept by `actions`, which lock this row."""

    school = models.IntegerField(unique=True, help_text="URN")
    topics = models.JSONField(default=list, help_text="keys in policies/topics.yaml")
    words = models.TextField(help_text="what visitors can see")
    days = models.JSONField(default=list, help_text="days of the week on which visitors can come; Monday is 0")
    most_a_term = models.SmallIntegerField(help_text="visits a term, and no more")
    is_open = models.BooleanField(default=True)
    why_stopped = models.TextField(blank=True)

    class Meta:
        ordering = ["school"]
        constraints = [
            models.CheckConstraint(name="an_offer_says_what_it_shows", condition=~Q(words="")),
            models.CheckConstraint(name="a_host_takes_one_a_term_at_least", condition=Q(most_a_term__gte=1)),
        ]

    def __str__(self) -> str:
        return f"hosting-offer {self.pk}"

    @cached_property
    def place(self) -> Place:
        return places_of([self.school])[self.school]


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits between schools, in domain words."""

    def of_schools(self, urns: Sequence[int]) -> VisitQuerySet:
        return self.filter(Q(host__in=urns) | Q(guest__in=urns))

    def live(self) -> VisitQuerySet:
        """Asked for, agreed or made: those that take a place at their host."""
        return self.filter(state__in=(Visit.State.ASKED, Visit.State.AGREED, Visit.State.MADE))

    def since(self, day: date) -> VisitQuerySet:
        """Those of a day and later, and whatever has no day yet."""
        return self.filter(Q(on__isnull=True) | Q(on__gte=day))

    def within(self, reach: Reach) -> VisitQuerySet:
        """Those of which one of the two schools is within reach."""
        if reach.everywhere:
            return self
        found = Q(host__in=reach.schools) | Q(guest__in=reach.schools)
        wider = Q(district__in=reach.districts) if reach.districts else Q()
        if reach.contract:
            wider |= under_contract()
        if wider:
            urns = Profile.objects.current().filter(wider).values("urn")
            found |= Q(host__in=urns) | Q(guest__in=urns)
        return self.filter(found)


class Visit(Edited):
    """A visit of one school to another, from the request to what became of it. `days`: those that the guest named;
    `on`: the one that the host chose, then the day on which it took place."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked for"
        AGREED = "agreed", "Agreed"
        MADE = "made", "Made"
        DECLINED = "declined", "Not possible"
        CALLED_OFF = "called-off", "Called off"

    host = models.IntegerField(help_text="URN of the school that is visited")
    guest = models.IntegerField(help_text="URN of the school that visits")
    topic = models.CharField(max_length=40, help_text="key in policies/topics.yaml")
    wants = models.TextField(help_text="what the guests want to see")
    days = models.JSONField(default=list, help_text="the days that the guest named, as 2026-11-30")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True, help_text="the host's words: how to find it, or why not")
    on = models.DateField(null=True)
    begins = models.TimeField(null=True)
    minutes = models.SmallIntegerField(default=120)
    where = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True, help_text="why it was moved or called off, the newest")
    uid = models.CharField(max_length=36, default=_uid, editable=False, help_text="of the event in calendars")
    sequence = models.IntegerField(default=0, help_text="of the invitation; rises with each change")
    came = models.JSONField(default=list, help_text="who of the guests came, as they are called there")
    took_away = models.TextField(blank=True)
    thanks = models.TextField(blank=True, help_text="the guests' thanks, shown on the host's page")
    look_on = models.DateField(null=True, help_text="from when the guests are asked whether it worked")
    worked = models.BooleanField(null=True)
    worked_words = models.TextField(blank=True)
    worked_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True, help_text="when somebody was last reminded of what is next")

    objects: ClassVar[Any] = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(name="no_school_visits_itself", condition=~Q(host=F("guest"))),
            models.CheckConstraint(
                name="an_agreed_visit_has_a_day",
                condition=~Q(state__in=("agreed", "made")) | Q(on__isnull=False),
            ),
            models.UniqueConstraint(fields=["uid"], name="one_event_a_visit_between_schools"),
        ]
        indexes = [
            models.Index(fields=["host", "state", "on"], name="visits_of_a_host"),
            models.Index(fields=["guest", "state", "on"], name="visits_of_a_guest"),
            models.Index(fields=["state", "on"], name="school_visits_by_state"),
        ]

    def __str__(self) -> str:
        return f"hosting {self.pk}"

    @cached_property
    def places(self) -> dict[int, Place]:
        """Where the two schools stand. One query."""
        return places_of([self.host, self.guest])

    @property
    def named(self) -> list[date]:
        """The days that the guest named, in order."""
        return sorted(date.fromisoformat(one) for one in self.days)

    @property
    def booking(self) -> Booking:
        return Booking((self.on,) if self.on else tuple(self.named))

    @property
    def starts(self) -> datetime | None:
        """The moment it begins, in England; None where only the day is known."""
        if self.on is None or self.begins is None:
            return None
        return datetime.combine(self.on, self.begins, tzinfo=LONDON)

    @property
    def ends(self) -> datetime | None:
        starts = self.starts
        return (starts + timedelta(minutes=self.minutes)).astimezone(LONDON) if starts else None

    def standing(self, on: date) -> Standing:
        """Whose turn it is on a day."""
        facts = VisitFacts(
            state=self.state,
            asked_on=self.asked_on,
            on=self.on,
            took_away=bool(self.took_away),
            worked=self.worked,
            look_on=self.look_on,
        )
        return standing(facts, hosting(), on=on)
