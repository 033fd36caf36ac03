"""Whether a district has a need, whether somebody answers it, whether a check is too old. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Side = Literal["above", "below"]
_A_HAIR = 1e-9  # sums of floats are not exact


def shows(*, value: float | None, reference: float | None, side: Side, margin: float) -> bool | None:
    """Whether a value lies `margin` or more on that side of a reference; None where either is missing."""
    if value is None or reference is None:
        return None
    apart = value - reference if side == "above" else reference - value
    return apart >= margin - _A_HAIR


def there(signs: Iterable[bool | None]) -> bool | None:
    """A need is there where one sign shows it; it cannot be told where none does and one cannot be told."""
    found = list(signs)
    if any(found):
        return True
    return None if not found or None in found else False


@dataclass(frozen=True, slots=True)
class Offered:
    """What a rule needs to know of a service. `districts` None: all of them."""

    key: int
    needs: tuple[str, ...]
    districts: tuple[str, ...] | None
    starts_on: date
    ends_on: date | None
    checked_on: date


def answers(services: Iterable[Offered], *, need: str, district: str, on: date) -> list[Offered]:
    """The services that answer a need in a district on a day."""
    return [
        one
        for one in services
        if need in one.needs
        and (one.districts is None or district in one.districts)
        and one.starts_on <= on
        and (one.ends_on is None or on < one.ends_on)
    ]


def without_offer(services: Sequence[Offered], needed: Collection[str], *, district: str, on: date) -> list[str]:
    """Those of the needs that are there which nobody answers in the district, in the order given."""
    return [need for need in needed if not answers(services, need=need, district=district, on=on)]


def is_stale(checked_on: date, *, on: date, days: int) -> bool:
    """Whether the last check lies more than so many days back."""
    return (on - checked_on).days > days
