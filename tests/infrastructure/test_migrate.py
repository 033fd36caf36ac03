"""`alongside migrate` goes its own, quicker way: what it makes is what the models say."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db
def test_every_table_has_the_columns_the_indexes_and_the_constraints_of_its_model():
    faults = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            columns = {one.name for one in connection.introspection.get_table_description(cursor, table)}
            kept = set(connection.introspection.get_constraints(cursor, table))
            said = {one.name for one in (*model._meta.indexes, *model._meta.constraints)}
            faults += [f"{table}: {name}" for name in said - kept]
            faults += [f"{table}: {name}" for name in columns ^ {one.column for one in model._meta.local_fields}]
    assert faults == []


@pytest.mark.django_db
def test_nothing_is_left_to_be_migrated():
    call_command("migrate", check_unapplied=True, verbosity=0)
