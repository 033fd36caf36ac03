"""Concerns as pages and lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.floor.web.words import day
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.vocabulary import ACADEMY, PHASES
from alongside.work.engagement.concerns import rules
from alongside.work.engagement.concerns.models import Concern, Referral
from alongside.work.engagement.concerns.policies import CONCERN, Concerns

HEADER = (
    "School",
    "URN",
    "District",
    "Phase",
    "Kind",
    "What",
    "About",
    "Weight",
    "Direction",
    "Weighed on",
    "Source",
    "Told to the school on",
    "Next step",
    "Whose",
    "By",
    "State",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One concern in a list. What is restricted shows no words: they are read on its own page."""

    concern: Concern
    school: str
    district: str
    phase: str
    title: str
    area: str
    weight: str
    weight_tag: str
    direction: str
    due: str
    overdue: bool


def profiles_of(found: Iterable[Concern]) -> dict[int, Profile]:
    """The register's lines of their schools, in one query."""
    urns = {one.school for one in found}
    return {one.urn: one for one in Profile.objects.current().filter(urn__in=urns)}


def facts_of(concern: Concern, profile: Profile | None, referrals: Iterable[Referral]) -> rules.Facts:
    return rules.Facts(
        kind=concern.kind,
        weight=concern.weight,
        recorded_on=concern.recorded_on,
        weighed_on=concern.weighed_on,
        told_on=concern.told_on,
        restricted=concern.restricted,
        open=concern.state == Concern.State.OPEN,
        is_academy=profile is not None and profile.group == ACADEMY,
        referrals=tuple(rules.Sent(one.to, one.chase_by, one.answered_on is not None) for one in referrals),
        step_due=concern.next_due if concern.restricted else None,
    )


def due_words(one: rules.Due, policy: Concerns) -> str:
    to = policy.referral.to.get(one.to, one.to) if one.to else ""  # type: ignore[call-overload]
    return {
        rules.TELL: "Tell the school",
        rules.WEIGH: "Weigh it again",
        rules.REFER: f"Refer it: {to.lower()}",
        rules.CHASE: f"Chase the answer: {to.lower()}",
        rules.STEP: "The next step",
    }[one.what]


def row(concern: Concern, profile: Profile | None, policy: Concerns, *, on: date) -> Row:
    """Needs `referrals` fetched beside the concern."""
    due = rules.what_is_due(facts_of(concern, profile, concern.referrals.all()), policy)
    first = due[0] if due else None
    return Row(
        concern=concern,
        school=profile.name if profile else f"URN {concern.school}",
        district=policy_of_districts().name_of(profile.district) if profile else "",
        phase=PHASES[profile.phase].name if profile and profile.phase in PHASES else "",
        title="Restricted: open it to read it" if concern.restricted else concern.title,
        area=policy.areas.get(concern.area, concern.area),
        weight=policy.weight_name(concern.weight),
        weight_tag=weight_tag(concern, policy),
        direction=policy.directions.get(concern.direction, concern.direction),
        due=f"{due_words(first, policy)} by {day(first.by)}" if first else "",
        overdue=bool(first and first.overdue(on)),
    )


def weight_tag(concern: Concern, policy: Concerns) -> str:
    """The colour beside the word: amber and red where a concern asks for action."""
    if concern.kind != CONCERN:
        return "tag--green"
    keys = [one.key for one in policy.weights["concern"]]
    place = keys.index(concern.weight) if concern.weight in keys else 0
    return "tag--quiet" if place == 0 else "tag--red" if place == len(keys) - 1 else "tag--amber"


def export_rows(rows: Sequence[Row], policy: Concerns) -> Iterable[Sequence[Any]]:
    """For a spreadsheet: nothing restricted leaves the site."""
    for one in rows:
        concern = one.concern
        if concern.restricted:
            continue
        yield (
            one.school,
            concern.school,
            one.district,
            one.phase,
            concern.kind,
            concern.title,
            one.area,
            one.weight,
            one.direction,
            concern.weighed_on,
            policy.sources.get(concern.source, concern.source),
            concern.told_on,
            concern.next_words,
            concern.next_owner.name if concern.next_owner else "",
            concern.next_due,
            concern.state,
        )


def weighings(concern: Concern, policy: Concerns) -> list[Mapping[str, Any]]:
    """Every weighing as it was, the newest first."""
    return [
        {
            "act": one.get_act_display(),
            "on": one.on,
            "weight": policy.weight_name(one.weight),
            "direction": policy.directions.get(one.direction, one.direction),
            "why": one.why,
            "step": one.next_words,
            "owner": one.next_owner,
            "due": one.next_due,
            "by": one.by,
        }
        for one in reversed(concern.weighings.select_related("by"))
    ]
