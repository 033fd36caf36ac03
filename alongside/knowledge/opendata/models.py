"""What is kept of every file and every load, and the version of knowledge that readers see."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class File(models.Model):
    """A published file as it came, kept unaltered and named by its digest.

    The same bytes may come under two names, when nothing changed from one day to the next: they are kept once, and
    stand here twice, because the day a file speaks of is in its name.
    """

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField(help_text="bytes")
    received_at = models.DateTimeField()
    address = models.URLField(max_length=500, blank=True, help_text="where it was fetched from, if it was")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "name"], name="a_file_is_kept_once_a_name")]

    def __str__(self) -> str:
        return self.name


class LoadQuerySet(models.QuerySet["Load"]):
    def live(self) -> LoadQuerySet:
        """Loads that became a version of what is known, also those in which nothing was new: newest first."""
        return self.filter(state__in=LIVE).order_by("-pk")


class Load(models.Model):
    """One file taken in, or refused. Its number is a version of what is known: higher is later."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to start"
        WORKING = "working", "Being read"
        CHECKED = "checked", "Checked, not loaded"
        STOPPED = "stopped", "Stopped: a person must decide"
        REFUSED = "refused", "Refused: the file is not right"
        UNCHANGED = "unchanged", "Nothing new in it"
        DONE = "done", "Loaded"
        FAILED = "failed", "Broke off; nothing was changed"

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="loads")
    format = models.CharField(max_length=60, blank=True, help_text="key of the recognised format")
    family = models.CharField(max_length=40, blank=True, db_index=True)
    as_at = models.DateField(null=True, help_text="the day the file speaks of")
    covers_from = models.DateField(null=True, help_text="first day of the period the file lists all events of")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    check_only = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True, help_text="why a person let it through in spite of alarms")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True, help_text="last sign of life of the process that works on it")
    rows_read = models.IntegerField(default=0)
    rows_taken = models.IntegerField(default=0)
    rows_refused = models.IntegerField(default=0)
    counts = models.JSONField(default=dict, help_text="new, changed, unchanged, gone; fields changed; coverage")
    unknown_columns = models.JSONField(default=list)
    absent_columns = models.JSONField(default=list)
    alarms = models.JSONField(default=list, help_text="[{key, says, allowed}]")
    preview = models.JSONField(default=dict, help_text="what would change, by the packages that follow a load")
    says = models.TextField(blank=True, help_text="what happened, for a person: where, what, what to do")
    worker = models.CharField(max_length=120, blank=True, help_text="machine and process that works on it")
    continued_as = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="+", help_text="the load that took this one's place"
    )

    objects = LoadQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="a_finished_load_says_when",
                condition=~Q(state__in=["done", "unchanged"]) | Q(finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file.name} ({self.get_state_display()})"


LIVE = (Load.State.DONE, Load.State.UNCHANGED)


class Refusal(models.Model):
    """A row of a file that was not taken, or one cell of it, and why."""

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="refusals")
    row = models.IntegerField(help_text="as a spreadsheet counts: the header is row 1 unless a title stands above it")
    column = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=200, blank=True)
    why = models.TextField()
    remedy = models.TextField(blank=True)


class Change(models.Model):
    """A field that a load changed: old and new are both kept."""

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="changes")
    subject = models.CharField(
        max_length=40, db_index=True, help_text="what changed: `school 103120`, `inspection 10343717`"
    )
    urn = models.IntegerField(null=True, db_index=True)
    field = models.CharField(max_length=60)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)


class Head(models.Model):
    """One row: the version of knowledge that readers see, and the load being written, if any."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    version = models.BigIntegerField(default=0, help_text="number of the newest load that is done")
    writing = models.ForeignKey(Load, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="there_is_one_head", condition=Q(id=1))]


class VersionedQuerySet(models.QuerySet):
    def at(self, version: int) -> VersionedQuerySet:
        """The rows that hold at a version of knowledge."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=version), since__lte=version)

    def current(self) -> VersionedQuerySet:
        """The rows that readers see now; the head is read in the same query."""
        head = models.Subquery(Head.objects.filter(pk=1).values("version"))
        return self.filter(Q(until__isnull=True) | Q(until__gt=head), since__lte=head)


class Versioned(models.Model):
    """A row that holds from one load until another. Staged rows have `since` above the head and are not seen."""

    since = models.BigIntegerField(db_index=True, help_text="load that brought it")
    until = models.BigIntegerField(null=True, db_index=True, help_text="load that replaced it")

    objects = VersionedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
            )
        ]
