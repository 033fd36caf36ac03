"""Series of meetings, meetings, and what is kept of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.floor.accounts.roles import Place, Reach
from alongside.floor.audit.editing import Edited
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.people.models import Body, Person
from alongside.work.meetings.policies import Kind, meetings
from alongside.work.tasks.models import Task


class SeriesQuerySet(models.QuerySet["Series"]):
    """Series, in domain words."""

    def visible(self, reach: Reach) -> SeriesQuerySet:
        if reach.everywhere:
            return self
        return self.filter(Q(district__in=reach.districts) | Q(body__key__in=reach.bodies))

    def going_on(self) -> SeriesQuerySet:
        return self.filter(ended_on__isnull=True)


class Series(Edited):
    """The meetings of a district, a body or a circle of schools, of one kind (policies/meetings.yaml). `circle` is what
    its schools share in the ledger of ties; whoever is its `lead` runs them, whatever role they hold."""

    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    district = models.CharField(max_length=40, blank=True, help_text="key of the district, where it is one's")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="series")
    circle = models.CharField(max_length=60, blank=True, help_text="“family 3”, where it is one's")
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.TextField(blank=True, help_text="what it is for, in plain words")
    ended_on = models.DateField(null=True)
    ended_why = models.TextField(blank=True)

    objects: ClassVar[Any] = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(name="a_series_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="a_series_is_a_districts_or_a_bodys",
                condition=(Q(circle="") & (Q(district="") ^ Q(body__isnull=True)))
                | (~Q(circle="") & Q(district="") & Q(body__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["kind", "district"],
                condition=Q(ended_on__isnull=True) & ~Q(district=""),
                name="one_series_of_a_kind_a_district",
            ),
            models.UniqueConstraint(
                fields=["kind", "circle"],
                condition=Q(ended_on__isnull=True) & ~Q(circle=""),
                name="one_series_of_a_kind_a_circle",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return Place(district=self.district, body=self.body.key if self.body else "")

    @property
    def rules(self) -> Kind:
        return meetings().kinds[self.kind]

    @property
    def whose(self) -> Series:
        return self


class Meeting(Edited):
    """One meeting. `sequence` rises with each calendar letter that says something new."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Being written up"
        DRAFT = "draft", "Draft minutes"
        AGREED = "agreed", "Minutes agreed"
        CANCELLED = "cancelled", "Cancelled"

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    starts = models.TimeField(help_text="in England")
    ends = models.TimeField()
    where = models.CharField(max_length=200, blank=True)
    online = models.URLField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    chair = models.CharField(max_length=120, blank=True, help_text="who is or was in the chair")
    sequence = models.IntegerField(default=0)
    papers_out_on = models.DateField(null=True, help_text="when agenda and papers were sent out")
    cancelled_why = models.TextField(blank=True)
    agreed_on = models.DateField(null=True)
    sealed = models.CharField(max_length=40, blank=True, help_text="head of the journal when the minutes were agreed")

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["series", "-on"], name="meetings_of_a_series"),
            models.Index(fields=["state", "on"], name="meetings_by_day"),
        ]
        constraints = [
            models.CheckConstraint(name="a_meeting_is_somewhere", condition=~Q(where="") | ~Q(online="")),
            models.CheckConstraint(
                name="minutes_that_are_agreed_say_when", condition=Q(agreed_on__isnull=False) ^ ~Q(state="agreed")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series.name}, {self.on:%-d %B %Y}"

    @property
    def place(self) -> Place:
        return self.series.place

    @property
    def whose(self) -> Series:
        return self.series

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.on, self.starts, tzinfo=LONDON)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.on, self.ends, tzinfo=LONDON)

    @property
    def is_open(self) -> bool:
        """Whether its record may still be written."""
        return self.state in (self.State.PLANNED, self.State.HELD, self.State.DRAFT)

    @property
    def thing(self) -> str:
        return f"meeting {self.pk}"


class Item(Edited):
    """An item of the agenda, and what was said on it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.IntegerField()
    title = models.CharField(max_length=200)
    presenter = models.CharField(max_length=120, blank=True)
    minutes = models.IntegerField(null=True, help_text="how long it is to take")
    about = models.TextField(blank=True, help_text="what the agenda says of it")
    said = models.TextField(blank=True, help_text="what was said, for the minutes")
    dropped = models.BooleanField(default=False, help_text="taken off the agenda")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(name="an_item_has_a_title", condition=~Q(title=""))]

    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """A document for a meeting, kept by its digest under FILES_ROOT/papers."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="papers")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, help_text="pdf or docx, by what the file holds")
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class Part(Edited):
    """Somebody's part in a meeting: whether they were asked, what they answered, whether they came. Role and school are
    those of that day."""

    class Answer(models.TextChoices):
        NONE = "", "No answer yet"
        COMING = "coming", "Coming"
        SORRY = "sorry", "Cannot come"

    class Came(models.TextChoices):
        NOT_SAID = "", "Not recorded"
        HERE = "here", "In the room"
        ONLINE = "online", "Online"
        SORRY = "sorry", "Sent apologies"
        ABSENT = "absent", "Not there"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="parts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, help_text="as it was then")
    role = models.CharField(max_length=40, help_text="key in policies/roles.yaml, or other")
    school = models.IntegerField(null=True, help_text="URN of the school that they speak for")
    school_name = models.CharField(max_length=255, blank=True, help_text="as it was then")
    ours = models.BooleanField(default=False, help_text="of the partnership")
    invited = models.BooleanField(default=True)
    withdrawn = models.BooleanField(default=False, help_text="the invitation was taken back")
    sent = models.IntegerField(null=True, help_text="sequence of the last calendar letter to them")
    answer = models.CharField(max_length=8, choices=Answer, blank=True, default=Answer.NONE)
    answer_words = models.CharField(max_length=300, blank=True)
    came = models.CharField(max_length=8, choices=Came, blank=True, default=Came.NOT_SAID)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="one_part_a_person"
            ),
        ]
        indexes = [models.Index(fields=["person", "meeting"], name="meetings_of_a_person")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_here(self) -> bool:
        return self.came in (self.Came.HERE, self.Came.ONLINE)


class Interest(Edited):
    """What somebody declared about an item. Where it bars them they take no part in it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="interests")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="interests")
    what = models.CharField(max_length=300)
    bars = models.BooleanField(default=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "part"], condition=Q(withdrawn=False), name="one_interest_a_person_an_item"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Decision(Edited):
    """What was decided, why, and how. `basis`: who could take part, who was barred, and what was said of the quorum."""

    class How(models.TextChoices):
        CONSENSUS = "consensus", "Nobody was against it"
        VOTE = "vote", "By a vote"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="decisions")
    words = models.TextField()
    reason = models.TextField()
    how = models.CharField(max_length=10, choices=How, default=How.CONSENSUS)
    votes_for = models.IntegerField(null=True)
    votes_against = models.IntegerField(null=True)
    abstained = models.IntegerField(null=True)
    proposed_by = models.ForeignKey(Part, on_delete=models.PROTECT, null=True, related_name="+")
    quorate = models.BooleanField()
    basis = models.JSONField(default=dict)
    withdrawn = models.BooleanField(default=False, help_text="written down by mistake")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="a_decision_says_what_and_why", condition=~Q(words="") & ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.words


class Action(models.Model):
    """A task that was agreed in an item."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="actions")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.task)


from alongside.work.meetings.points.models import Point, Raiser  # noqa: E402, F401  # of the same application
