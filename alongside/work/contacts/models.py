"""Contacts, and who took part in them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.floor.accounts.roles import Place, Reach
from alongside.floor.audit.editing import Edited
from alongside.knowledge.people.models import Person
from alongside.work.contacts.heard.models import LastHeard, Tally

__all__ = ["Confidence", "Contact", "LastHeard", "Taking", "Tally"]


class ContactQuerySet(models.QuerySet["Contact"]):
    """Contacts, in domain words."""

    def standing(self) -> ContactQuerySet:
        """Those that were not recorded by mistake."""
        return self.filter(withdrawn=False)

    def visible(self, reach: Reach) -> ContactQuerySet:
        """What somebody with this reach is shown. A school does not learn that a restricted contact took place."""
        if reach.everywhere:
            return self
        of_school = Q(school__in=reach.schools, restricted=False)
        return self.filter(of_school | (Q(district__in=reach.districts) & ~Q(district="")))


class Contact(Edited):
    """One meeting of people, however it came about. `source` is the thing that holds the details, where another package
    keeps them (“visit 12”); a contact that somebody wrote down by itself has none.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", "Visit"
        CALL = "call", "Call"
        MEETING = "meeting", "Meeting"
        EMAIL = "email", "E-mail worth keeping"
        FEEDBACK = "feedback", "Ofsted feedback"
        REVIEW = "review", "Review"
        EVENT = "event", "Event"
        ANSWER = "answer", "Answer to a bulletin"
        SURVEY = "survey", "Answer to a question of ours"

    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    school = models.IntegerField(null=True, help_text="URN, where it was about one school")
    district = models.CharField(max_length=40, blank=True, help_text="key of the school's district then, or of its own")
    subject = models.CharField(max_length=200, help_text="what it was about, in a line")
    said = models.TextField(blank=True, help_text="what was said, where no other record keeps it and it is not for few")
    restricted = models.BooleanField(default=False, help_text="what was said is for few (Confidence holds it)")
    source = models.CharField(max_length=60, blank=True)
    withdrawn = models.BooleanField(default=False, help_text="recorded by mistake; it no longer counts")
    withdrawn_why = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(name="a_contact_says_what_about", condition=~Q(subject="")),
            models.CheckConstraint(name="what_is_for_few_is_held_apart", condition=Q(restricted=False) | Q(said="")),
            models.UniqueConstraint(fields=["source"], condition=~Q(source=""), name="one_contact_a_source"),
        ]
        indexes = [
            models.Index(fields=["school", "-on"], name="contacts_of_a_school"),
            models.Index(fields=["district", "-on"], name="contacts_in_a_district"),
            models.Index(fields=["-on", "-id"], name="contacts_by_day"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def place(self) -> Place:
        return Place(school=self.school, district=self.district)


class Confidence(Edited):
    """What was said in a contact and is for few: apart, so that neither the history of the contact nor a list of
    contacts ever holds it. Each reading is journalled (`actions.read_restricted`)."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="confidence")
    said = models.TextField()

    class Meta:
        verbose_name_plural = "confidences"

    @property
    def place(self) -> Place:
        return self.contact.place


class TakingQuerySet(models.QuerySet["Taking"]):
    """Parts in contacts, in domain words."""

    def counted(self) -> TakingQuerySet:
        """Those by which somebody was heard."""
        return self.filter(heard=True)

    def between(self, first: date, last: date) -> TakingQuerySet:
        return self.filter(on__gte=first, on__lte=last)


class Taking(models.Model):
    """Somebody's part in a contact, in the role that they had that day, for the school that they spoke for.

    School, district, phase and type are copied here as they were that day: who has been heard is counted from this
    table alone, over any period.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="takings")
    on = models.DateField(help_text="the day of the contact")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, help_text="as it was then")
    role = models.CharField(max_length=40, help_text="key in policies/roles.yaml, or other")
    ours = models.BooleanField(default=False, help_text="of the partnership: who listened, not who was heard")
    heard = models.BooleanField(default=False, help_text="not ours, in a contact that counts and stands")
    school = models.IntegerField(null=True, help_text="URN of the school that they spoke for")
    district = models.CharField(max_length=40, blank=True)
    phase = models.CharField(max_length=24, blank=True)
    type_group = models.CharField(max_length=20, blank=True, help_text="maintained, academy, …")

    objects: ClassVar[Any] = TakingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["school", "role", "-on"], name="heard_at_a_school"),
            models.Index(
                fields=["role", "district", "phase", "type_group", "on", "school"],
                name="heard_in_a_cell",
                condition=Q(heard=True),
            ),
            models.Index(
                fields=["on", "role", "district", "phase", "type_group", "school"],
                name="heard_in_a_period",
                condition=Q(heard=True),
            ),
            models.Index(fields=["person", "-on"], name="heard_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.name
