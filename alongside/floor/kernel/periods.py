"""Academic years, and the sums the law does with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class AcademicYear:
    """An academic year, from 1 September of `starts` to 31 August after (as schools use Education Act 1996, s.579)."""

    starts: int

    @classmethod
    def of(cls, day: date) -> AcademicYear:
        return cls(day.year if day.month >= 9 else day.year - 1)

    @property
    def first_day(self) -> date:
        return date(self.starts, 9, 1)

    @property
    def last_day(self) -> date:
        return date(self.starts + 1, 8, 31)

    def after(self, years: int) -> AcademicYear:
        return AcademicYear(self.starts + years)

    def __str__(self) -> str:
        return f"{self.starts}/{(self.starts + 1) % 100:02d}"


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last day of that month where it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last_day))
