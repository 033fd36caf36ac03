"""Which school-months may be learnt from. Pure.

A file of latest inspections names the newest graded inspection, the one before it and the newest ungraded one since. So
it forgets: once a school is graded again, the ungraded visit before that is gone. A month counts only if its state
would be told alike whatever came after it. Otherwise those who were inspected would look as if they had waited longer
than those who were not, and a model would learn the forgetting instead of the waiting.
"""

from __future__ import annotations

from datetime import date

from alongside.knowledge.inspections.facts import Kind
from alongside.knowledge.inspections.likelihood.calendar import inspecting_months
from alongside.knowledge.inspections.likelihood.facts import School, Turn
from alongside.knowledge.inspections.likelihood.policies import Likelihoods


def is_knowable(school: School, turn: Turn, on: date, learns_from: date, policy: Likelihoods) -> bool:
    """Whether what is told of this turn does not depend on what happened later.

    It does not where a file already covered the school by the day; where its line is never visited in between; or where
    the last inspection is a graded one, so recent that no ungraded visit was due before the time of learning began.
    """
    if school.seen_from is not None and school.seen_from <= on:
        return True
    forgets = policy.by_key[turn.line].forgets
    if forgets == "never":
        return True
    last = turn.last
    if last is not None and school.listed_from is not None and school.listed_from <= last.started:
        return True
    if forgets == "always" or last is None or last.kind is not Kind.GRADED:
        return False
    until = min(learns_from, school.listed_from or learns_from)
    return inspecting_months(last.started, until, policy.pauses) < policy.training.forgotten_after_months


def is_between(school: School, on: date) -> bool:
    """Whether an inspection had begun by the day and its report was not out: the school neither waits nor is done."""
    return any(one.started < on and (one.published is None or one.published > on) for one in school.inspections)
