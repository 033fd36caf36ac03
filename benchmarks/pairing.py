"""Who reviews whom: 60 schools, and 430 schools by 400 reviewers, of an invented city. The objective beside that of
choosing the best seat first, and beside what no choice can exceed, where all were looked at.

    python -m benchmarks pairing
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.report import Report, Took

if TYPE_CHECKING:
    from alongside.work.peer_review.cycles.pairing.facts import Request

FIRST, LAST = date(2027, 1, 11), date(2027, 3, 26)
TOPICS = [f"topic {number}" for number in range(20)]
# The limits of the issue, in seconds: schools, reviewers, at most.
SIZES = ((60, 60, 2.0), (430, 400, 30.0))


def measure(report: Report) -> None:
    from alongside.floor.kernel import policy

    report.heading("Pairing schools and reviewers (HiGHS) against choosing the best seat first")
    policy.look_in([Path(__file__).parents[1] / "policies"])
    _measure(report, 10, 10, None)  # the solver is imported by the first
    for schools, reviewers, at_most in SIZES:
        _measure(report, schools, reviewers, at_most)


def _measure(report: Report, schools: int, reviewers: int, at_most: float | None) -> None:
    from alongside.work.peer_review.cycles.pairing import rules, solving
    from alongside.work.peer_review.cycles.policies import peer_review

    asked, said = city(schools, reviewers), peer_review()
    begun, started = Took.now(), perf_counter()
    stages: list[str] = []

    def progress(words: str, done: int) -> None:
        stages.append(f"{perf_counter() - started:.1f} s {words.lower()}")

    found = solving.solve(asked, said, progress)
    took = begun.since()
    if at_most is None:
        return
    what = f"{schools} schools, {reviewers} reviewers"
    if broken := rules.broken(found.teams, asked, said):
        raise RuntimeError(f"{what}: {len(broken)} rules are not kept, the first {broken[0]}")
    empty = sum(asked.team - sum(key is not None for key in team) for team in found.teams.values())
    report.note(f"{what}: {found.edges:,} seats that somebody could take; {'; '.join(stages)}")
    bound = "" if found.bound is None else f", no choice more than {found.bound:,}"
    report.note(
        f"{what}: objective {found.objective:,}, greedy {found.greedy:,}{bound}; "
        f"{empty} of {schools * asked.team} seats empty"
    )
    report.figure(f"{what}, time", took.seconds, at_most, "s", f"of the processor {took.processor:.1f} s")
    report.figure(f"{what}, greedy over the objective", found.greedy / found.objective, 1.0, "x")


def city(schools: int, reviewers: int, seed: int = 1) -> Request:
    """An invented city: phases, places, trusts, families, days away and topics as they might be."""
    from alongside.work.peer_review.cycles.pairing.facts import Request, Reviewer, School

    chance = random.Random(seed)
    phase = chance.choices(["primary", "secondary", "special", "nursery"], [70, 20, 7, 4], k=schools)
    at = [(52.48 + chance.gauss(0, 0.05), -1.9 + chance.gauss(0, 0.08)) for _ in range(schools)]
    trust = [_some(chance, f"trust {chance.randrange(schools // 8 + 1)}", 0.5) for _ in range(schools)]
    family = [frozenset({f"family {number % (schools // 10 + 1)}"}) for number in range(schools)]
    urns = range(100_000, 100_000 + schools)
    joined = tuple(
        School(
            urn=urn,
            phase=phase[number],
            at=at[number],
            wants=frozenset(chance.sample(TOPICS, 2)),
            trusts=trust[number],
            families=family[number],
            not_between=_spans(chance, 0.3),
        )
        for number, urn in enumerate(urns)
    )
    people = []
    for key in range(reviewers):
        number = chance.randrange(schools)
        people.append(
            Reviewer(
                key=key,
                school=urns[number],
                at=at[number],
                phases=frozenset({phase[number]}),
                knows=frozenset(chance.sample(TOPICS, 5)),
                trusts=trust[number],
                families=family[number],
                can_lead=chance.random() < 0.6,
                trained_until=date(2028, 1, 1) if chance.random() < 0.95 else FIRST,
                most=chance.choice((2, 3, 3, 4, 4, 5)),
                reviews=chance.randrange(8),
                owes=chance.randrange(-1, 2),
                away=_spans(chance, 0.5),
                interests=frozenset(chance.sample(urns, 1)) if chance.random() < 0.2 else frozenset(),
            )
        )
    before = frozenset((chance.choice(urns), chance.choice(urns)) for _ in range(schools))
    return Request(joined, tuple(people), FIRST, LAST, days=3, team=3, before=before)


def _some(chance: random.Random, word: str, how_often: float) -> frozenset[str]:
    return frozenset({word}) if chance.random() < how_often else frozenset()


def _spans(chance: random.Random, how_often: float) -> tuple[tuple[date, date], ...]:
    if chance.random() >= how_often:
        return ()
    first = FIRST + timedelta(days=chance.randrange(60))
    return ((first, first + timedelta(days=chance.randrange(1, 14))),)
