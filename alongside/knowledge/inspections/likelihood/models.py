"""The forecasts that were made, so that no page has to make one, and what was said can be looked up later."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Run(models.Model):
    """A forecast for every school, made on one day by what was known then."""

    class Basis(models.TextChoices):
        MODEL = "model", "Chances"
        WINDOW = "window", "The window alone"

    on = models.DateField(help_text="the day from which it looks ahead")
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.BigIntegerField(help_text="the version of knowledge that it rests on")
    basis = models.CharField(max_length=8, choices=Basis)
    why = models.TextField(help_text="why chances are given, or why not, in a sentence")
    learnt_from = models.DateField(null=True)
    learnt_until = models.DateField(null=True)
    periods = models.IntegerField(default=0, help_text="school-months learnt from")
    events = models.IntegerField(default=0, help_text="inspections in them")
    check_said = models.JSONField(default=dict, help_text="how it did on the newest months, as checking.as_said has it")

    class Meta:
        indexes = [models.Index(fields=["on", "version"], name="forecasts_of_a_day")]


class Forecast(models.Model):
    """What a run says of one school. `chances`: by horizon in months; empty where the run gives none."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="forecasts")
    urn = models.IntegerField()
    place = models.IntegerField(help_text="1 is the likeliest of the run; for putting support in order, never shown")
    line = models.CharField(max_length=12, help_text="key in policies/likelihood.yaml")
    chances = models.JSONField(default=dict)
    position = models.FloatField(null=True, help_text="years of work before it in its line")
    since_last = models.IntegerField(null=True, help_text="months since the last inspection")
    beyond_usual = models.IntegerField(null=True, help_text="months beyond the usual interval; negative: still to go")
    usual_by = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "urn"], name="one_forecast_a_school_and_run")]
        indexes = [models.Index(fields=["run", "place"], name="forecasts_in_order")]
