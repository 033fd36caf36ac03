"""The tables of a cycle, of what had been recorded by the day on which each is told."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.work.peer_review.cycles.models import Cycle
from alongside.work.peer_review.reviews.effect.rules import Stage, protected, stages, told
from alongside.work.peer_review.reviews.models import Look, Part, Review, Told
from alongside.work.peer_review.reviews.policies import review_reports

Kind = Part.Kind
Lines = list[tuple[str, int | None]]


def stages_of(cycle: Cycle) -> list[Stage]:
    """When which table of a cycle is told. What was told keeps its day, whatever becomes of the cycle's days."""
    kept = {one.months: one.on for one in cycle.told.all()}
    due = stages(cycle.reviews_until, cycle.review_model.look_again_months, review_reports().effect.after_days)
    return [Stage(one.months, kept.get(one.months, one.told_on)) for one in due]


def counted(cycle: Cycle, stage: Stage) -> tuple[int, Lines]:
    """How many schools there are, and the lines of the table; none where there are too few schools. In every table the
    schools are the same: those whose report was agreed when the first one was told."""
    fewest = review_reports().effect.fewest
    first = stages_of(cycle)[0].told_on
    agreed = Review.objects.filter(pairing__cycle=cycle, agreed_on__lte=first)
    schools = set(agreed.values_list("school", flat=True))
    if len(schools) < fewest:
        return len(schools), []
    make = _changed if stage.months else _found
    return len(schools), make(agreed, schools, stage, cycle, fewest)


def told_of(cycles: Iterable[Cycle]) -> dict[int, list[Told]]:
    """What has been told of cycles, by the number of the cycle. One query."""
    found: dict[int, list[Told]] = {}
    for one in Told.objects.filter(cycle__in=list(cycles)):
        found.setdefault(one.cycle_id, []).append(one)
    return found


def _found(agreed: Iterable[Review], schools: set[int], stage: Stage, cycle: Cycle, fewest: int) -> Lines:
    """To each question: in how many schools a strength was found, and something to think about next."""
    parts = Part.objects.filter(review__in=agreed, kind__in=[Kind.STRENGTH, Kind.NEXT, Kind.ACTION])
    by_class: dict[tuple[str, str], set[int]] = {}
    for kind, key, school, at in parts.values_list("kind", "question", "review__school", "at"):
        if at.date() <= stage.told_on:
            by_class.setdefault((kind, key), set()).add(school)
    whole, model, lines = len(schools), cycle.review_model, []
    for question in model.questions:
        for kind, finding in model.findings.items():
            number = len(by_class.get((kind, question.key), set()))
            lines.append((f"{question.words} {finding.name}", told(number, whole, fewest)))
    number = len(by_class.get((Kind.ACTION, ""), set()))
    return [*lines, ("Schools that chose to do something about it", told(number, whole, fewest))]


def _changed(agreed: Iterable[Review], schools: set[int], stage: Stage, cycle: Cycle, fewest: int) -> Lines:
    """So many months on, what schools said: each school stands in one class."""
    looks = Look.objects.filter(review__in=agreed, months=stage.months, on__lte=stage.told_on)
    said = dict(looks.values_list("review__school", "changed"))
    policy = review_reports()
    classes = {one.key: sum(key == one.key for key in said.values()) for one in policy.changed}
    classes[""] = len(schools) - sum(classes.values())
    names = {one.key: one.words for one in policy.changed} | {"": "The school has not said"}
    return [("; or: ".join(names[key] for key in group), number) for group, number in protected(classes, fewest)]
