"""Every package with tables has its migrations: Django itself passes over a package that has none."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps


def test_every_package_with_tables_has_migrations():
    bare = [
        config.name
        for config in apps.get_app_configs()
        if config.name.startswith("alongside.")
        and list(config.get_models())
        and not list((Path(config.path) / "migrations").glob("0001_*.py"))
    ]
    assert bare == [], f"run `alongside makemigrations` for {', '.join(bare)}"
