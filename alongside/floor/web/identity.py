"""Whose installation this is. The package that knows the partnership registers how to name it at start-up."""

from __future__ import annotations

from collections.abc import Callable

_name: Callable[[], str] | None = None


def register(name: Callable[[], str]) -> None:
    """Say how to find the partnership's name. Called from an AppConfig.ready()."""
    global _name
    _name = name


def partnership() -> str:
    """The partnership's name, empty where nothing has registered one."""
    return _name() if _name else ""
