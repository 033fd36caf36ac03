"""One spelling of details, the same from either database, so that today's digest is still the digest in ten years."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any


def plain(value: Any) -> Any:
    """The value in the terms of JSON. Raises TypeError for what has no plain form.

    Whole floats become whole numbers and NUL becomes �, because PostgreSQL keeps them so and SQLite does not.
    """
    if value is None or (isinstance(value, bool | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    if isinstance(value, float):
        return _plain_float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {plain(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(
        f"{type(value).__name__} cannot be kept in the journal: hand it over as text, number, list or mapping"
    )


def text(value: Any) -> str:
    """The one spelling of a plain value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _plain_float(value: float) -> int | float:
    if not math.isfinite(value):
        raise TypeError(f"{value} is not a number that can be kept in the journal")
    return int(value) if value.is_integer() else value
