"""The shapes of file that tell of schools: GIAS establishments, links, groups; boundaries; postcodes.

Each page holds the columns of one family, by the headers it is published under, and the loader of its rows.
"""

from __future__ import annotations

from alongside.knowledge.opendata.registry import Format


def all_formats() -> tuple[Format, ...]:
    """Every format of this package."""
    from alongside.knowledge.schools.formats import boundaries, establishments, groups, links, postcodes

    return (
        establishments.FORMAT,
        establishments.REPUBLISHED,
        links.FORMAT,
        groups.GROUPS_FORMAT,
        groups.GROUPS_REPUBLISHED,
        groups.MEMBERS_FORMAT,
        *boundaries.FORMATS,
        *postcodes.FORMATS,
    )
