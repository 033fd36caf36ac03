"""The journal's tables. Written by `journal.record` alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One thing that somebody did."""

    number = models.BigIntegerField(primary_key=True, help_text="1, 2, 3 without gaps")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60, help_text="e.g. load.let-through")
    subject = models.CharField(max_length=80, blank=True, help_text="e.g. load 12, school 103120")
    details_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, help_text="digest of the entry before")
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]


class Details(models.Model):
    """What the entry says in full; may be redacted by law, and then says when and why."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="details")
    salt = models.CharField(max_length=32, help_text="so that a redacted detail cannot be guessed from its digest")
    said = models.JSONField(null=True)
    redacted_at = models.DateTimeField(null=True)
    redacted_why = models.TextField(blank=True)
