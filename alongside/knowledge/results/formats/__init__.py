"""The shapes in which figures are published: one file here for each family of shapes."""

from __future__ import annotations

from alongside.knowledge.opendata.registry import Format

FORMATS: tuple[Format, ...] = ()
