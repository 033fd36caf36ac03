"""The parts of a review as its page shows them: grouped, in the model's words, each with who reads it besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.floor.web.words import day
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.naming import names_of
from alongside.work.peer_review.reviews.models import Part, Release, Review
from alongside.work.ties.models import Tie

Kind = Part.Kind


@dataclass(frozen=True, slots=True)
class Shown:
    """A part, how its kind is called by the model, and to whom it was given: (number of the release, words)."""

    part: Part
    called: str
    given: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """The findings that answer one question of the model."""

    key: str
    words: str
    hint: str
    found: tuple[Shown, ...]


def shown(review: Review, parts: Iterable[Part], given: Mapping[int, Sequence[tuple[int, str]]]) -> dict[str, Any]:
    """Everything that the page shows of the parts that somebody reads."""
    model = review.review_model
    found = [Shown(one, _called(review, one), tuple(given.get(one.pk, ()))) for one in parts]

    def of(*kinds: str) -> tuple[Shown, ...]:
        return tuple(one for one in found if one.part.kind in kinds)

    findings = of(Kind.STRENGTH, Kind.NEXT)
    answers = [
        Answers(one.key, one.words, one.hint, tuple(two for two in findings if two.part.question == one.key))
        for one in model.questions
    ]
    return {
        "before": of(Kind.FOCUS, Kind.SELF_REVIEW),
        "answers": answers,
        "findings": findings,
        "summary": of(Kind.SUMMARY),
        "replies": of(Kind.REPLY),
        "actions": of(Kind.ACTION),
        "looks": of(Kind.LOOK),
        "reflections": of(Kind.REFLECTION),
        "anything": bool(found),
    }


def given_to(parts: Iterable[Part], *, on: date) -> dict[int, list[tuple[int, str]]]:
    """To whom each part is given on a day, for the head of the school: by the number of the part."""
    standing = list(Release.objects.standing_on(on).filter(part__in=[one.pk for one in parts]))
    names = _names(standing)
    found: dict[int, list[tuple[int, str]]] = {}
    for one in standing:
        until = f", until {day(one.until)}" if one.until else ""
        found.setdefault(one.part_id, []).append((one.pk, f"{names[one.pk]}{until}"))
    return found


def family_names(circles: Iterable[str]) -> dict[str, str]:
    """What families are called, by their key in the ledger of ties."""
    return dict(Tie.objects.standing().filter(circle__in=list(circles)).exclude(name="").values_list("circle", "name"))


def _names(releases: Sequence[Release]) -> dict[int, str]:
    """What the audience of each release is called, with a query for each kind of them that there is."""
    keys = {kind: [one.key for one in releases if one.to == kind] for kind in Release.To.values}
    people = dict(Person.objects.filter(pk__in=keys["person"]).values_list("pk", "name")) if keys["person"] else {}
    schools = names_of(int(key) for key in keys["school"])
    families = family_names(keys["family"]) if keys["family"] else {}
    districts = {one.key: one.name for one in policy_of_districts().districts}

    def name(one: Release) -> str:
        match one.to:
            case "person":
                return people.get(int(one.key), "somebody")
            case "school":
                return f"head and chair of {schools.get(int(one.key), 'a school')}"
            case "family":
                return f"heads and chairs of {families.get(one.key, 'a family of schools')}"
            case "district":
                return f"heads and chairs in {districts.get(one.key, 'a district')}"
        return one.get_to_display()[0].lower() + one.get_to_display()[1:]

    return {one.pk: name(one) for one in releases}


def _called(review: Review, part: Part) -> str:
    """As the model calls it."""
    known = review.review_model.findings.get(part.kind)  # type: ignore[call-overload]  # not every kind is a finding
    return known.name if known else part.get_kind_display()
