"""People, the roles that they hold over a period, and bodies."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from alongside.floor.accounts.roles import Place, Post, Reach, roles
from alongside.floor.audit.editing import Edited
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.places import under_contract


class Body(models.Model):
    """A group of people that meets: a board, a district strategy group, a governing body."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, help_text="board, district strategy group, …, in plain words")
    district = models.CharField(max_length=40, blank=True, help_text="key of the district that it is of, if of one")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    """People, in domain words."""

    def visible(self, reach: Reach) -> PersonQuerySet:
        """Those who hold or held a role within reach; whoever sees everywhere sees those without one too."""
        if reach.everywhere:
            return self
        return self.filter(Exists(Holding.objects.visible(reach).filter(person=OuterRef("pk"))))


class Person(Edited):
    """Somebody whom the partnership knows by name, with or without an account."""

    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="person")

    objects: ClassVar[Any] = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(name="a_person_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="one_person_an_address"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """A person is at no place by themselves: their history is for who sees everybody."""
        return Place()


class HoldingQuerySet(models.QuerySet["Holding"]):
    """Roles held, in domain words."""

    def on(self, day: date) -> HoldingQuerySet:
        """Those held on a day."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day))

    def at_school(self, urn: int) -> HoldingQuerySet:
        return self.filter(scope="school", school=urn)

    def in_district(self, key: str) -> HoldingQuerySet:
        return self.filter(scope="district", district=key)

    def of(self, *roles: str) -> HoldingQuerySet:
        return self.filter(role__in=roles)

    def visible(self, reach: Reach) -> HoldingQuerySet:
        """Those within reach: at its schools, in its districts and at their schools, in its bodies, under the
        contract."""
        if reach.everywhere:
            return self
        found = Q(school__in=reach.schools) | Q(district__in=reach.districts) | Q(body__key__in=reach.bodies)
        schools = Profile.objects.current()
        if reach.districts:
            found |= Q(school__in=schools.filter(district__in=reach.districts).values("urn"))
        if reach.contract:
            found |= Q(school__in=schools.filter(under_contract()).values("urn"))
        return self.filter(found)


class Holding(Edited):
    """A role that a person holds over a period. `until` is the last day; none while it goes on. A day that nobody knows
    is null, not guessed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=40, help_text="key in policies/roles.yaml")
    kind = models.CharField(max_length=20, blank=True, help_text="substantive, interim, acting; primary, secondary, …")
    scope = models.CharField(max_length=12, help_text="partnership, district, school or body")
    school = models.IntegerField(null=True, help_text="URN")
    district = models.CharField(max_length=40, blank=True, help_text="key in policies/districts.yaml")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="holdings")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    why_ended = models.TextField(blank=True)
    told_by = models.CharField(max_length=120, blank=True, help_text="who said so, where it was not who recorded it")

    objects: ClassVar[Any] = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ["role", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_role_is_held_where_its_scope_says",
                condition=Q(scope="partnership", school__isnull=True, district="", body__isnull=True)
                | (Q(scope="district", school__isnull=True, body__isnull=True) & ~Q(district=""))
                | Q(scope="school", school__isnull=False, district="", body__isnull=True)
                | Q(scope="body", school__isnull=True, district="", body__isnull=False),
            ),
            models.CheckConstraint(
                name="a_role_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "role"], name="roles_at_a_school"),
            models.Index(fields=["district", "role"], name="roles_in_a_district"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}"

    @property
    def title(self) -> str:
        """“Headteacher (interim)”."""
        known = roles().roles.get(self.role)
        title = known.title if known else self.role
        return f"{title} ({self.kind})" if self.kind and self.kind != "substantive" else title

    @property
    def key(self) -> str:
        """Where it is held, as an account carries it."""
        if self.scope == "school":
            return str(self.school)
        return self.district if self.scope == "district" else (self.body.key if self.body else "")

    @property
    def place(self) -> Place:
        """Where it is held; for a school its district is not said here (`knowledge.schools.places`)."""
        return Place(school=self.school, district=self.district, body=self.body.key if self.body else "")

    @property
    def post(self) -> Post:
        """As it is posted on the person's account."""
        return Post(self.role, self.scope, self.key, self.kind, self.since, self.until)  # type: ignore[arg-type]

    def held_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class HeadChange(Edited):
    """A file of the register names another head than the file before it: a dated fact, with the row that says so.

    It changes no role. While it waits, it is shown to who may settle it; `was` and `now` stay as the files wrote them.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Not settled"
        RECORDED = "recorded", "A new head, recorded"
        AGREED = "agreed", "Ours said so already"
        SPELLING = "spelling", "The same person, written otherwise"
        WRONG = "wrong", "The file is wrong"
        OVERTAKEN = "overtaken", "A later file names somebody else again"
        PAST = "past", "Long past when it was loaded"

    urn = models.IntegerField()
    was = models.CharField(max_length=160)
    now = models.CharField(max_length=160)
    job = models.CharField(max_length=160, blank=True, help_text="what the file calls the new head")
    was_as_at = models.DateField(help_text="day of the newest file that named the one before")
    as_at = models.DateField(help_text="day of the file that names the other")
    load = models.BigIntegerField()
    row = models.IntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.TextField(blank=True, help_text="what was said when it was settled")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-as_at", "urn", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["urn", "as_at", "load"], name="one_change_of_head_a_row"),
        ]
        indexes = [models.Index(fields=["state", "urn"], name="changes_of_head_that_wait")]

    def __str__(self) -> str:
        return f"{self.was}, then {self.now}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING
