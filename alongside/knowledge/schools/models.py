"""What files said of schools, and the current register derived from it.

Schools are named by URN throughout. A school that becomes an academy gets a new URN and is a new school, linked to the
old one.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.knowledge.opendata.models import Versioned, VersionedQuerySet
from alongside.knowledge.schools import vocabulary


class Record(models.Model):
    """What one source said of one school: written only when it differs from what that source said before.

    The fields that rules and lists use have columns of their own (`fields.CORE`); `said` holds the others
    (`fields.MORE`), dates as ISO text. What the file did not say is blank, null, or not in `said`. `listed` is False
    where a complete file no longer lists the school.
    """

    class Source(models.TextChoices):
        GIAS = "gias", "GIAS"
        OFSTED = "ofsted", "Ofsted"
        SUCCESSOR = "ofsted-successor", "Ofsted, in the row of the school that followed"

    urn = models.IntegerField()
    source = models.CharField(max_length=20, choices=Source)
    as_at = models.DateField()
    load = models.BigIntegerField(db_index=True, help_text="load that brought it; seen when the head has reached it")
    origin = models.BigIntegerField(null=True, help_text="load whose file said it, where this one only says it again")
    row = models.IntegerField(help_text="row of the file, 0 where the school was not listed")
    listed = models.BooleanField(default=True)
    digest = models.CharField(max_length=32)
    name = models.CharField(max_length=255, blank=True)
    laestab = models.IntegerField(null=True)
    type = models.CharField(
        max_length=40, blank=True, help_text="key in vocabulary.TYPES, or the word that is not there"
    )
    phase = models.CharField(max_length=24, blank=True, help_text="key in vocabulary.PHASES")
    status = models.CharField(max_length=20, blank=True, help_text="key in vocabulary.STATUSES")
    opened = models.DateField(null=True)
    closed = models.DateField(null=True, help_text="its last day")
    authority = models.CharField(max_length=80, blank=True)
    authority_code = models.IntegerField(null=True)
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=80, blank=True)
    age_low = models.SmallIntegerField(null=True)
    age_high = models.SmallIntegerField(null=True)
    sixth_form = models.BooleanField(null=True)
    pupils = models.IntegerField(null=True)
    religious_character = models.CharField(max_length=60, blank=True)
    trust = models.CharField(max_length=255, blank=True)
    trust_uid = models.IntegerField(null=True)
    head = models.CharField(max_length=160, blank=True)
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    constituency = models.CharField(max_length=80, blank=True)
    seen = models.DateField(null=True, help_text="a day on which a predecessor is known to have been open")
    closed_by = models.DateField(null=True, help_text="a day after which a predecessor was gone")
    successor = models.IntegerField(null=True, help_text="URN of the school in whose row a predecessor was told of")
    said = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["urn", "source", "as_at", "load"], name="record_of_a_school"),
            models.Index(fields=["authority"], name="records_of_an_authority"),
        ]


class Coverage(models.Model):
    """A file listed the schools of an authority: what it left unchanged, it confirmed."""

    source = models.CharField(max_length=20, choices=Record.Source)
    authority = models.CharField(max_length=80)
    as_at = models.DateField()
    load = models.BigIntegerField()
    schools = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["source", "authority", "as_at"], name="coverage_of_an_authority")]


class Link(Versioned):
    """A predecessor or successor, as GIAS lists it (often undated, not always from both sides) or as Ofsted's rows
    tell: the URN at the time of an inspection."""

    class Source(models.TextChoices):
        GIAS = "gias", "GIAS"
        OFSTED = "ofsted", "Ofsted"

    class Kind(models.TextChoices):
        PREDECESSOR = "predecessor", "Predecessor"
        SUCCESSOR = "successor", "Successor"
        OTHER = "other", "Other link"

    urn = models.IntegerField(db_index=True)
    other_urn = models.IntegerField(db_index=True)
    other_name = models.CharField(max_length=255, blank=True)
    source = models.CharField(max_length=8, choices=Source, default=Source.GIAS)
    kind = models.CharField(max_length=12, choices=Kind)
    described = models.CharField(max_length=100, help_text="the link type in the publisher's words")
    established = models.DateField(null=True)
    row = models.IntegerField()


class Group(Versioned):
    """A trust, sponsor, federation or other group."""

    uid = models.IntegerField(db_index=True)
    group_id = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=60)
    status = models.CharField(max_length=40, blank=True)
    opened = models.DateField(null=True)
    closed = models.DateField(null=True)
    companies_house = models.CharField(max_length=20, blank=True)
    row = models.IntegerField()


class GroupMember(Versioned):
    """A school's place in a group, kept when it is over: `closed` is then the last day it is known to have held, or the
    day of the file that no longer lists it."""

    uid = models.IntegerField(db_index=True)
    urn = models.IntegerField(db_index=True)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=60)
    joined = models.DateField(null=True)
    closed = models.DateField(null=True)
    row = models.IntegerField()


class Boundary(Versioned):
    """An area drawn on a map: a district, constituency, ward or authority. Degrees, WGS84."""

    kind = models.CharField(max_length=40, help_text="e.g. constituency-2010, ward-2018, authority")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    shape = models.JSONField(help_text="GeoJSON geometry")
    row = models.IntegerField()


class Postcode(Versioned):
    """Where a postcode lies. Degrees, WGS84."""

    postcode = models.CharField(max_length=8, db_index=True, help_text="in capitals, without the space")
    latitude = models.FloatField()
    longitude = models.FloatField()
    ward = models.CharField(max_length=20, blank=True)
    constituency_2010 = models.CharField(max_length=20, blank=True)
    row = models.IntegerField()


class DistrictOverride(models.Model):
    """A person's decision that a school belongs to another district than its location says. The newest holds."""

    urn = models.IntegerField(db_index=True)
    district = models.CharField(
        max_length=40, blank=True, help_text="key of the district; empty takes the override back"
    )
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="an_override_has_a_reason", condition=~Q(reason=""))]


class ProfileQuerySet(VersionedQuerySet):
    """Lines of the register, in domain words. Begin with `current()` or `at(version)`."""

    def in_authority(self, name: str) -> ProfileQuerySet:
        return self.filter(authority=name)

    def in_district(self, key: str) -> ProfileQuerySet:
        return self.filter(district=key)

    def open(self) -> ProfileQuerySet:
        """Open by the newest files, also where it is proposed to close."""
        return self.filter(status__in=(vocabulary.OPEN, vocabulary.CLOSING))

    def state_funded(self) -> ProfileQuerySet:
        """Maintained schools, academies and free schools; neither independent schools nor colleges."""
        return self.filter(type__in=vocabulary.STATE_FUNDED)

    def maintained(self) -> ProfileQuerySet:
        return self.filter(group=vocabulary.MAINTAINED)


class Profile(Versioned):
    """The current register, one row a school of the partnership's own authority, open or closed, and of every other
    authority's state-funded schools that have not closed (`profiling.belongs`): merged from records, made anew for what
    a load changes. For lists and maps; a school as it was on a day is read from its records (`queries.school_as_at`).

    Blank text and null mean that no loaded file says.
    """

    urn = models.IntegerField()
    laestab = models.IntegerField(null=True)
    name = models.CharField(max_length=255)
    sort_name = models.CharField(max_length=255, help_text="the name as people look for it: St before Saint, no The")
    type = models.CharField(max_length=40, help_text="key in vocabulary.TYPES")
    group = models.CharField(max_length=20, help_text="maintained, academy, independent, college, other")
    phase = models.CharField(max_length=24, blank=True, help_text="key in vocabulary.PHASES")
    status = models.CharField(max_length=20, help_text="open, closing, closed, proposed")
    opened = models.DateField(null=True)
    closed = models.DateField(null=True)
    authority = models.CharField(max_length=80)
    authority_code = models.IntegerField(null=True)
    district = models.CharField(max_length=40, blank=True)
    district_how = models.CharField(max_length=20, blank=True, help_text="location, postcode, a person, or not known")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=80, blank=True)
    age_low = models.SmallIntegerField(null=True)
    age_high = models.SmallIntegerField(null=True)
    sixth_form = models.BooleanField(null=True)
    pupils = models.IntegerField(null=True)
    religious_character = models.CharField(max_length=60, blank=True)
    trust_uid = models.IntegerField(null=True)
    trust = models.CharField(max_length=255, blank=True)
    head = models.CharField(max_length=160, blank=True)
    words = models.TextField(help_text="what a search looks in, as words.searchable makes it")

    objects: ClassVar[Any] = ProfileQuerySet.as_manager()

    class Meta(Versioned.Meta):
        constraints = [
            *Versioned.Meta.constraints,
            models.UniqueConstraint(
                fields=["urn"], condition=Q(until__isnull=True), name="one_current_profile_a_school"
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "status", "sort_name"], name="register_of_an_authority"),
            models.Index(fields=["urn"], name="profile_of_a_school"),
        ]
