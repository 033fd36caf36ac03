"""People, the roles that they hold over a period, and bodies."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.floor.accounts.roles import Place, Post, roles
from alongside.floor.audit.editing import Edited


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


class Person(Edited):
    """Somebody whom the partnership knows by name, with or without an account."""

    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="person")

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(name="a_person_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="one_person_an_address"),
        ]

    def __str__(self) -> str:
        return self.name


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
