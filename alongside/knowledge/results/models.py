"""What files said of how places did in a year."""

from __future__ import annotations

from django.db import models


class Result(models.Model):
    """What one dataset said of one place in one year: written only when it differs from what it said before.

    `values`: the key of a measure (`ks4-attainment8`, for a group of pupils `ks4-attainment8:disadvantaged`, for the
    ends of its confidence interval `ks4-progress8.low`, `.high`) to a number, or to a code of `values.CODES` where the
    file says why there is none. A measure that the file has no column for is not in it.

    As at a day, the rows published by then are laid over each other in the order of (`as_at`, `load`), those of a later
    `as_at` lowest: each figure is the newest word on it (`queries`, `layers`).
    """

    class Level(models.TextChoices):
        """What kind of place a row speaks of. Neighbours are the statistical neighbours of our authority together."""

        SCHOOL = "school", "School"
        AUTHORITY = "authority", "Local authority"
        NEIGHBOURS = "neighbours", "Statistical neighbours"
        REGION = "region", "Region"
        ENGLAND = "england", "England"

    dataset = models.CharField(max_length=24, help_text="key in policies/measures.yaml")
    level = models.CharField(max_length=12, choices=Level)
    urn = models.IntegerField(null=True, help_text="the school's URN in the file; null for areas")
    area = models.CharField(
        max_length=80, blank=True, help_text="the area as the file names it, England also where the file does not"
    )
    authority_code = models.SmallIntegerField(null=True, help_text="of a school or authority, as the file has it")
    sector = models.CharField(
        max_length=40, blank=True, help_text="which schools a row about an area counts: all, state-funded, primary"
    )
    year = models.SmallIntegerField(help_text="the year in which the school or financial year ends: 2019 for 2018/19")
    period = models.CharField(
        max_length=40, help_text="the year as the file or the policy words it: 2018/19, 2014 to 2016"
    )
    published = models.DateField(help_text="from when it counts as known to the public")
    as_at = models.DateField(help_text="the day that the file speaks of which said so")
    load = models.BigIntegerField(db_index=True, help_text="load that brought it; seen when the head has reached it")
    row = models.IntegerField()
    said_in = models.BigIntegerField(null=True, help_text="load that said it first, where it had to be said again")
    values = models.JSONField(default=dict)
    origins = models.JSONField(
        null=True, help_text="where figures of a place stand in several rows of a file: key to its row and period"
    )
    digest = models.CharField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["urn", "dataset", "year"], name="results_of_a_school"),
            models.Index(fields=["authority_code", "dataset", "year"], name="results_of_an_authority"),
            models.Index(fields=["level", "dataset", "year"], name="results_of_a_level"),
            models.Index(
                fields=["level", "authority_code", "dataset"],
                name="results_of_an_area",
                condition=models.Q(urn__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_result_is_of_a_school_or_of_an_area",
                condition=models.Q(level="school", urn__isnull=False, area="")
                | (~models.Q(level="school") & models.Q(urn__isnull=True) & ~models.Q(area="")),
            ),
        ]
