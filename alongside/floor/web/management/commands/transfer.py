"""`alongside transfer DATABASE_URL`: everything into another, empty database, as when moving to PostgreSQL."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from typing import Any

import dj_database_url
from django.apps import apps
from django.core.management import BaseCommand, CommandError, call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connections, models, transaction

HERE, THERE = "default", "there"
BATCH = 2000

# What `migrate` writes itself, and what is not worth taking along: people sign in again, and jobs that wait are few.
LEFT = ("contenttypes", "auth", "sessions", "django_tasks_database", "axes")


class Command(BaseCommand):
    help = "Copies everything into another, empty database. Nobody can write here while it runs; nothing here changes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", metavar="DATABASE_URL", help="for example postgresql://user:password@host/name")

    def handle(self, *, url: str, **options: Any) -> None:
        try:
            _connect(url)
            call_command("migrate", database=THERE, verbosity=0)
        except (DatabaseError, ValueError, dj_database_url.UnknownSchemeError) as error:
            raise CommandError(f"That database cannot be used: {error}") from error
        tables = _tables()
        if full := [model._meta.label for model in tables if model._base_manager.using(THERE).exists()]:
            raise CommandError(f"That database is not empty: {full[0]} has rows. Make a fresh one, and name that.")
        # One transaction on each side: nothing half copied there, nothing written here meanwhile. Foreign keys are
        # looked at when it ends, so the order of tables does not matter.
        with (
            transaction.atomic(using=HERE),
            transaction.atomic(using=THERE),
            connections[THERE].constraint_checks_disabled(),
        ):
            for model in tables:
                self.stdout.write(f"{model._meta.label}: {_copy(model):,}")
            _continue_numbers(tables)
            connections[THERE].check_constraints()
        self.stdout.write(self.style.SUCCESS("Copied. Set DATABASE_URL to it, then try `alongside journal verify`."))


def _connect(url: str) -> None:
    said: dict[str, Any] = dict(dj_database_url.parse(url))
    for name, value in connections.databases[HERE].items():
        said.setdefault(name, value if name in ("ATOMIC_REQUESTS", "AUTOCOMMIT", "TIME_ZONE", "TEST") else {})
    said["OPTIONS"] = {}
    connections.databases[THERE] = said
    connections[THERE].ensure_connection()


def _tables() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label not in LEFT]


def _copy(model: type[models.Model]) -> int:
    """All rows of a table with the keys they have; by the plain manager, as the journal's own refuses to be filled."""
    rows: Iterator[models.Model] = iter(model._base_manager.using(HERE).order_by("pk").iterator(BATCH))
    count = 0
    while batch := list(islice(rows, BATCH)):
        model._base_manager.using(THERE).bulk_create(batch)
        count += len(batch)
    return count


def _continue_numbers(tables: list[type[models.Model]]) -> None:
    """New rows are numbered on from the last ones copied."""
    there = connections[THERE]
    with there.cursor() as cursor:
        for statement in there.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
