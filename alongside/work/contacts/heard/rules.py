"""Terms and school years, and since when somebody has waited to be heard. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.floor.kernel.periods import AcademicYear
from alongside.work.contacts.heard.policies import Every, Heard


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included, and its name in words."""

    begins: date
    ends: date
    words: str


def term_of(day: date, policy: Heard) -> Period:
    """The term that a day lies in: “Autumn term 2026”."""
    return next(term for term in terms_of(AcademicYear.of(day), policy) if term.begins <= day <= term.ends)


def year_of(day: date) -> Period:
    """The school year that a day lies in, from 1 September to 31 August."""
    year = AcademicYear.of(day)
    return Period(year.first_day, year.last_day, f"School year {year}")


def period_of(day: date, every: Every, policy: Heard) -> Period:
    """The term or the school year that a day lies in, as a target of the policy asks."""
    return term_of(day, policy) if every == "term" else year_of(day)


def terms_of(year: AcademicYear, policy: Heard) -> list[Period]:
    """The terms of a school year; each ends on the day before the next begins."""
    begins = [date(year.starts + (term.month < 9), term.month, term.day) for term in policy.terms]
    ends = [next_one - timedelta(days=1) for next_one in [*begins[1:], year.after(1).first_day]]
    return [
        Period(first, last, f"{term.name} {first.year}")
        for term, first, last in zip(policy.terms, begins, ends, strict=True)
    ]


def kept_periods(day: date, policy: Heard) -> tuple[Period, Period]:
    """The periods that a contact of this day counts in, for which counts are kept: its term and its school year."""
    return term_of(day, policy), year_of(day)


def heard_in_post(last: date | None, in_post: date | None) -> date | None:
    """When whoever holds a role now was last heard: not by a contact with who held it before."""
    if last is None or (in_post is not None and last < in_post):
        return None
    return last


def waiting_since(last: date | None, in_post: date | None) -> date | None:
    """From when on somebody has waited to be heard: since the last contact in this post, else since they began. None
    where neither is known: longer than anybody can tell."""
    return heard_in_post(last, in_post) or in_post


def is_kept(begins: date, ends: date, policy: Heard) -> bool:
    """Whether counts are kept for these very days: a term, or a school year."""
    return any((one.begins, one.ends) == (begins, ends) for one in kept_periods(begins, policy))


def before(period: Period, every: Every, policy: Heard) -> Period:
    """The term or school year before one."""
    return period_of(period.begins - timedelta(days=1), every, policy)
