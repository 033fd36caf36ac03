"""The journal's tables, written by `journal.record` and `actions.redact` alone. The database refuses all else."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class AppendOnly(Exception):
    """Somebody tried to change or remove what the journal says."""

    def __init__(self) -> None:
        super().__init__("The journal is append-only: make a new entry that says what has changed.")


class Kept(models.QuerySet[Any]):
    """Rows that are added and read, never changed or removed."""

    def update(self, **fields: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnly

    def bulk_create(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnly


class Entry(models.Model):
    """One thing that somebody did."""

    number = models.BigIntegerField(primary_key=True, help_text="1, 2, 3 without gaps")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60, help_text="e.g. load.let-through")
    subject = models.CharField(max_length=80, blank=True, db_index=True, help_text="e.g. load 12, school 103120")
    details_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, help_text="digest of the entry before")
    digest = models.CharField(max_length=64, unique=True)

    objects = Kept.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}".strip()

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **options | {"force_insert": True})

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnly


class Details(models.Model):
    """What the entry says in full; may be redacted by law, and then says when and why."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="details")
    salt = models.CharField(
        max_length=32, blank=True, help_text="so that details cannot be guessed from their digest; goes with them"
    )
    said = models.JSONField(null=True)
    redacted_at = models.DateTimeField(null=True)
    redacted_why = models.TextField(blank=True)

    objects = Kept.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="details_are_said_or_redacted",
                condition=models.Q(said__isnull=False, redacted_at__isnull=True)
                | models.Q(said__isnull=True, redacted_at__isnull=False, salt=""),
            )
        ]

    def __str__(self) -> str:
        return f"details of entry {self.entry_id}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding and not self._is_redaction():
            raise AppendOnly
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnly

    def _is_redaction(self) -> bool:
        return self.said is None and self.salt == "" and self.redacted_at is not None
