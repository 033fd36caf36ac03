"""Who is at work on which job, and whose turn it is to do what is done again and again."""

from __future__ import annotations

from django.db import models


class Lease(models.Model):
    """A job that a worker is at work on. The worker says every few seconds that it lives."""

    task = models.UUIDField(primary_key=True, help_text="the job in the queue (DBTaskResult)")
    worker = models.CharField(max_length=80)
    beat_at = models.DateTimeField(help_text="by the machine's clock")

    def __str__(self) -> str:
        return f"{self.task} by {self.worker}"


class Turn(models.Model):
    """Something done again and again: when it was begun last, by whom, and what came of it."""

    key = models.CharField(max_length=60, primary_key=True)
    begun_at = models.DateTimeField(null=True, help_text="by the machine's clock")
    ended_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True, help_text="while it is being done")
    worker = models.CharField(max_length=80, blank=True)
    fault = models.TextField(blank=True, help_text="what went wrong the last time, empty where nothing did")

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
