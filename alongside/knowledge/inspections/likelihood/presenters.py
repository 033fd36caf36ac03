"""What a school's forecast looks like: for the office, for the school itself, and on a screen of text. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alongside.floor.kernel.prose import counted, number, sentence
from alongside.floor.web.words import day
from alongside.knowledge.inspections.likelihood import wording
from alongside.knowledge.inspections.likelihood.facts import Likelihood
from alongside.knowledge.inspections.likelihood.policies import Likelihoods

NOT_A_GRADE = "It says when, never how well: Alongside makes no prediction of a grade."


@dataclass(frozen=True, slots=True)
class Chance:
    """One horizon: `within three months`, `about 2 in 10`, and the figure for a bar."""

    within: str
    words: str
    percent: float


def chances_of(said: Likelihood) -> list[Chance]:
    return [
        Chance(f"Within {number(months)} months", wording.about(chance), round(100 * chance))
        for months, chance in sorted(said.chances.items())
    ]


def rules_of(said: Likelihood) -> list[str]:
    """The two rules of thumb, as sentences."""
    return [
        sentence(wording.since_last(said.thumbs.since_last)),
        sentence(wording.beyond_usual(said.thumbs.beyond_usual)),
    ]


def line_of(said: Likelihood, policy: Likelihoods) -> str:
    """The line in which it waits, and how much stands before it there."""
    if said.line not in policy.by_key:
        return ""
    before = f" Before it: {wording.position(said.position)}." if said.position is not None else ""
    return f"{policy.by_key[said.line].says}{before}"


def why_window(said: Likelihood) -> str:
    """Why no chance is given; empty where one is."""
    return "" if said.basis == "model" else f"No chance is given: {said.why}."


def to_the_school(said: Likelihood, policy: Likelihoods, *, contact: str) -> list[str]:
    """What the school itself is told, and how to contest it: the words for its own page and for letters."""
    if said.chances:
        horizon = max(said.chances)
        within = counted(horizon, "month")
        first = f"The chance that an inspection of your school begins within {within} is {said.words}."
    else:
        first = f"Your next inspection: {said.words}. {why_window(said)}"
    lines = [first, line_of(said, policy).replace("It ", "Your school ", 1), *rules_of(said)]
    lines += [said.sure, NOT_A_GRADE, policy.page.contest.strip()]
    lines += [f"Write to {contact}."] if contact else []
    return [one for one in lines if one]


def paragraphs(policy: Likelihoods) -> list[str]:
    """The policy's prose as a page shows it; the note on marks of background is for those who edit it."""
    said = (" ".join(part.split()) for part in policy.prose.split("\n\n"))
    return [part.replace(" [background]", "") for part in said if part and not part.startswith("Marked ")]


def in_lines(said: Likelihood) -> Iterator[str]:
    """For the command line."""
    yield f"URN {said.urn}" + (f", from {day(said.made_on)}" if said.made_on else "")
    for chance in chances_of(said):
        yield f"  {chance.within + ':':<22} {chance.words} ({chance.percent:.0f} %)"
    if not said.chances:
        yield f"  Next inspection: {said.words}"
        yield f"  {why_window(said)}"
    if said.sure:
        yield f"  {said.sure}"
    for rule in rules_of(said):
        yield f"  {rule}"
    yield f"  {NOT_A_GRADE}"
