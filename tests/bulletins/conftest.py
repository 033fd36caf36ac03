"""A town, and what is written to it."""

from __future__ import annotations

from tests.town import town

__all__ = ["town"]
