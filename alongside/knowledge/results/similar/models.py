"""The sets of similar schools, one a year, and who is in them. Nothing of them is ever overwritten."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SimilarSet(models.Model):
    """The similar schools of a year, as they were once worked out.

    A set that is made anew is another edition of its year; the newest holds. `load`: the version of knowledge that it
    was worked out from; readers see it when the head has reached that. A set that a load made by itself has no `by` and
    no `made_at`: they are the load's.
    """

    year = models.SmallIntegerField(help_text="the year in which the school year ends: 2019 for 2018/19")
    edition = models.SmallIntegerField(default=1)
    load = models.BigIntegerField(db_index=True, help_text="what was known when it was made; seen from then")
    made_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True, help_text="why it was made anew")
    policy = models.CharField(max_length=32, help_text="digest of the policy by which it was made")
    used = models.JSONField(default=dict, help_text="keys of the features that counted, by group")
    schools = models.IntegerField(help_text="how many have similar schools")
    without = models.IntegerField(help_text="how many have none, each with the reason")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "edition"], name="an_edition_of_a_set_is_one"),
            models.CheckConstraint(
                name="a_set_made_anew_has_a_reason", condition=models.Q(edition=1) | ~models.Q(reason="")
            ),
        ]


class Similar(models.Model):
    """The similar schools of one school in a set, nearest first; or why there are none."""

    load = models.BigIntegerField(db_index=True)
    year = models.SmallIntegerField()
    edition = models.SmallIntegerField(default=1)
    urn = models.IntegerField()
    group = models.CharField(max_length=20, blank=True, help_text="key in policies/similar_schools.yaml")
    intake = models.JSONField(default=dict, help_text="feature: [a number or a code of values.CODES, its year]")
    nearest = models.JSONField(default=list, help_text="[[URN, distance], …]")
    why = models.TextField(blank=True, help_text="why there are none")

    class Meta:
        indexes = [models.Index(fields=["urn", "year", "edition"], name="similar_to_a_school")]
