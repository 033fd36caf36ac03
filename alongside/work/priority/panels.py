"""The panel of the School page that tells the office what the definition makes of the school."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from alongside.floor.kernel.prose import joined, sentence
from alongside.floor.web.words import day
from alongside.knowledge.inspections import panels as inspections
from alongside.knowledge.schools.panels import Asked, Panel, Printed
from alongside.work.priority import presenters, queries
from alongside.work.priority.facts import Facts, Holds, Status
from alongside.work.priority.policies import priority
from alongside.work.priority.rules import VerdictInFull, judge
from alongside.work.priority.vulnerability.panel import PANEL


def verdict_of(asked: Asked) -> VerdictInFull:
    """The verdict by what the page already fetched: no query of its own."""
    agreed = queries.agreements(asked.school.facts.urn)
    return judge(Facts(asked.school.facts, inspections.history_of(asked), asked.on, agreed), priority())


def fill(asked: Asked) -> Mapping[str, Any] | None:
    verdict = verdict_of(asked)
    tag, tag_class = presenters.STATUS[verdict.status]
    not_because = [limb.name.lower() for limb in verdict.limbs if limb.holds is Holds.NO]
    unclear = [limb for limb in verdict.limbs if limb.holds is Holds.CANNOT_TELL]
    return {
        "verdict": verdict,
        "tag": tag,
        "tag_class": tag_class,
        "contract": presenters.contract(verdict),
        "because": sentence(verdict.because),
        "tags": presenters.tags(verdict),
        "evidence": presenters.evidence(verdict),
        "not_because": f"Not {joined(not_because, 'or')}." if not_because else "",
        "unclear": [(limb.name, sentence(limb.missing)) for limb in unclear],
        "missing": sentence(verdict.missing) if verdict.status is Status.UNDETERMINED else "",
        "since": presenters.since(verdict),
        "address": _address(asked),
        "is_out": bool(verdict.outside or verdict.shut),
    }


def _address(asked: Asked) -> str:
    address = reverse("priority:explain", args=[asked.school.facts.urn])
    if asked.is_today:
        return address
    known = asked.shared.get("known")
    said = {"on": asked.on.isoformat(), **({"known": known.isoformat()} if known else {})}
    return f"{address}?{urlencode(said)}"


def says(said: Mapping[str, Any]) -> list[str]:
    verdict: VerdictInFull = said["verdict"]
    if verdict.status is Status.UNDETERMINED:
        return [f"Whether it is a Priority School cannot be told: {verdict.missing}."]
    if verdict.status is not Status.LISTED:
        return []
    names = joined([tag.words.lower() for tag in said["tags"]])
    since = f", since {said['since']}" if said["since"] else ""
    return [f"It is on the list of Priority Schools as at {day(verdict.facts.on)} for {names}{since}."]


def prints(said: Mapping[str, Any]) -> Printed:
    """The verdict and what it rests on, as a proposal."""
    told = [said["contract"] if said["is_out"] else said["missing"] or said["because"], said["not_because"]]
    return Printed(lines=(f"By the definition: {said['tag']}.", *(text for text in told if text)))


PANELS = (
    Panel(
        "priority",
        "Priority School",
        30,
        "priority/panels/verdict.html",
        fill,
        permission="priority.see",
        sentences=says,
        prints=prints,
    ),
    PANEL,
)
