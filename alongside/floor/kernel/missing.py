"""A missing value knows why it is missing. It is never 0 and never a blank cell."""

from __future__ import annotations

from enum import StrEnum


class Missing(StrEnum):
    """Why a published value is not there."""

    SUPPRESSED = "suppressed"
    UNRELIABLE = "too few to be reliable"
    SMALL = "under half a per cent, not given exactly"
    NOT_PUBLISHED = "not published"
    NOT_APPLICABLE = "not applicable"
    NO_ENTRIES = "no entries"
    NOT_RECORDED = "not recorded"
    NOT_JUDGED = "not judged"
    NOT_LOADED = "not yet loaded"
