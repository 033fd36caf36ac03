"""The shapes in which figures are published: one file here for each family of shapes.

Each gives its formats by a function: their columns are built from policies/measures.yaml, which is read when the
registry is filled.
"""

from __future__ import annotations

from alongside.knowledge.opendata.registry import Format
from alongside.knowledge.results.formats import ees, key, lait, lists, tables, wide


def all_formats() -> tuple[Format, ...]:
    """For the registry. Raises PolicyError where the measures cannot be read."""
    return (
        *(wide.format_of(table) for table in tables.TABLES),
        *(key.format_of(form) for form in key.LAYOUTS),
        *(ees.format_of(form) for form in ees.LAYOUTS),
        *(lists.format_of(form) for form in lists.LAYOUTS),
        lait.format_of(),
    )
