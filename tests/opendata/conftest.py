"""A registry that holds the toys alone, files made on the spot, and a load in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from alongside.knowledge.opendata.models import Load

from tests.opendata.published import published  # noqa: F401

NOW = datetime(2025, 10, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def toys() -> Iterator[None]:
    """Only the toy formats and the toy follower are registered."""
    from alongside.knowledge.opendata import registry
    from tests.opendata import toys

    formats, followers = dict(registry._formats), dict(registry._followers)
    registry._formats.clear()
    registry._followers.clear()
    for thing in (toys.REGISTER, toys.EVENTS, toys.SHAPES, toys.FOLLOWER):
        registry.register(thing)
    yield
    registry._formats.clear()
    registry._followers.clear()
    registry._formats.update(formats)
    registry._followers.update(followers)


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """`made("register_as_at_31_Aug_2025.csv", "URN,Name…")` is a file with that in it."""

    def make(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


Loading = Callable[..., "Load"]


@pytest.fixture
def loaded(toys: None, made: Callable[[str, str | bytes], Path]) -> Loading:
    """`loaded(name, content)` keeps such a file and loads it; what else is given goes to the load."""
    from alongside.knowledge.opendata import actions

    def load(name: str, content: str | bytes, *, at: datetime = NOW, as_at: date | None = None, **how: Any) -> Load:
        file = actions.keep(path=made(name, content), by=None, at=at)
        return actions.load(file=file, by=None, at=at, as_at=as_at, **how)

    return load


@pytest.fixture
def seen() -> Callable[[], dict[str, list[str]]]:
    """Everything that readers see, table by table, without numbers that only the machinery knows."""
    return visible


def visible() -> dict[str, list[str]]:
    from alongside.knowledge.opendata import queries
    from alongside.knowledge.opendata.writing import sweeping

    head = queries.head()
    since = f"since <= {head} AND (until IS NULL OR until > {head})"
    rows = {model._meta.label: _rows(model, since) for model in sweeping.versioned()}
    rows |= {model._meta.label: _rows(model, f"load <= {head}") for model in sweeping.numbered()}
    rows["live"] = _rows(_model_of_loads(), "state IN ('done', 'unchanged')")
    return rows


def _rows(model: type[Any], where: str) -> list[str]:
    """As plain SQL: thousands of loads are compared by it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_columns(model)} FROM {model._meta.db_table} WHERE {where}")
        return sorted(map(repr, cursor.fetchall()))


@cache
def _columns(model: type[Any]) -> str:
    machinery = {"id", "since", "until", "load", "row"}
    kept = [field for field in model._meta.concrete_fields if field.name not in machinery]
    if model is _model_of_loads():
        return "id, as_at"
    return ", ".join(f'"{field.column}"' for field in kept)


def _model_of_loads() -> type[Any]:
    from alongside.knowledge.opendata.models import Load

    return Load
