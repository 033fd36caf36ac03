"""Packages import only what stands below them: import-linter holds it. Foreign keys given as strings do likewise."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import models

from tests.conventions.house import pyproject, told

LESSON = (
    "A table points downwards only: to its own package or to one below it (pyproject.toml, tool.importlinter). Let the "
    "upper package hold the foreign key, or move the package and record why in docs/decisions.md."
)


def layers() -> dict[str, list[list[str]]]:
    """For each container its layers, top first: {"alongside": [["face"], ["work"], ...]}."""
    return {
        container: [[name.strip() for name in layer.split("|")] for layer in contract["layers"]]
        for contract in pyproject()["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
        for container in contract["containers"]
    }


def may_point(from_package: str, to_package: str) -> bool:
    """Whether a table of one package may hold a foreign key to a table of the other."""
    here, there = from_package.split("."), to_package.split(".")
    if here[:3] == there[:3]:
        return True
    shared = 0
    while here[shared] == there[shared]:
        shared += 1
    order = layers().get(".".join(here[:shared]), [])
    ranks = {name: rank for rank, layer in enumerate(order) for name in layer}
    return ranks.get(here[shared], 99) < ranks.get(there[shared], -1)


@dataclass(frozen=True)
class Key:
    model: str
    field: str
    from_package: str
    to_package: str


def keys() -> list[Key]:
    """Every foreign key between tables of ours, but for those to the user: Django names it by a setting, so that any
    package may say who did something without importing accounts.
    """
    return [
        Key(model._meta.label, field.name, model._meta.app_config.name, field.related_model._meta.app_config.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, (models.ForeignKey, models.ManyToManyField))
        and model._meta.app_config.name.startswith("alongside.")
        and field.related_model._meta.app_config.name.startswith("alongside.")
        and field.related_model._meta.label != settings.AUTH_USER_MODEL
    ]


def test_foreign_keys_point_downwards():
    faults = [
        f"{key.model}.{key.field} points from {key.from_package} up to {key.to_package}"
        for key in keys()
        if not may_point(key.from_package, key.to_package)
    ]
    assert faults == [], told(faults, LESSON)


def test_the_check_tells_up_from_down():
    assert may_point("alongside.work.priority", "alongside.knowledge.schools")
    assert may_point("alongside.knowledge.inspections", "alongside.knowledge.opendata")
    assert may_point("alongside.floor.audit", "alongside.floor.audit")
    assert not may_point("alongside.knowledge.schools", "alongside.work.priority")
    assert not may_point("alongside.knowledge.opendata", "alongside.knowledge.schools")
    assert not may_point("alongside.floor.web", "alongside.floor.audit")


def test_every_wing_has_its_order_written_down():
    """A package that is not in the order would be held to nothing."""
    for config in apps.get_app_configs():
        parts = config.name.split(".")
        if parts[0] != "alongside" or parts[1] == "face":  # which has a contract of its own: independence
            continue
        container = ".".join(parts[:2])
        assert parts[2] in {name for layer in layers()[container] for name in layer}, config.name
