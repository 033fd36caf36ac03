"""Proposals and pairings in words, and whom a person may choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from alongside.floor.kernel.prose import joined
from alongside.floor.web.words import plural
from alongside.knowledge.schools.naming import names_of
from alongside.work.peer_review.cycles.models import Cycle, Pairing, Proposal
from alongside.work.peer_review.cycles.pairing import explaining, gathering, rules
from alongside.work.peer_review.cycles.pairing.facts import Request
from alongside.work.peer_review.cycles.policies import PeerReview, peer_review
from alongside.work.peer_review.cycles.presenters import days_in_words


def proposal_page(proposal: Proposal) -> dict[str, Any]:
    """What the page of a proposal shows: those who lack somebody first."""
    policy = peer_review()
    names = names_of(one["school"] for one in proposal.teams)
    missing = [_missing(one, names, policy) for one in proposal.missing]
    short = {one["school"] for one in proposal.missing}
    teams = [
        {**one, "name": names[one["school"]], "when": days_in_words(one["days"]), "short": one["school"] in short}
        for one in proposal.teams
    ]
    reliefs = sorted({one["rule"] for each in proposal.missing for one in each["reliefs"]})
    about = proposal.about
    return {
        "proposal": proposal,
        "cycle": proposal.cycle,
        "teams": sorted(teams, key=lambda one: (not one["short"], one["name"])),
        "missing": missing,
        "led": sum(1 for one in proposal.teams if one["team"] and one["team"][0] is not None),
        "empty": sum(one["seats"] for one in proposal.missing),
        "without_days": sum(1 for one in proposal.teams if one["team"] and not one["days"]),
        "relaxed": [policy.rules[key].name for key in proposal.relaxed if key in policy.rules],
        "may_relax": [
            {"key": key, "name": policy.rules[key].name, "helps": key in reliefs, "on": key in proposal.relaxed}
            for key in policy.may_be_relaxed
        ],
        "better": about.get("objective", 0) - about.get("greedy", 0),
        "best": about.get("bound") is not None and about.get("objective") == about.get("bound"),
        "policy": policy,
    }


def _missing(said: Mapping[str, Any], names: Mapping[int, str], policy: PeerReview) -> dict[str, Any]:
    """A seat that nobody takes, in sentences."""
    what = "a lead" if said["lead"] else plural(said["seats"], "colleague") + " in the team"
    kept = [f"{policy.rules[rule].name.lower()} ({number})" for rule, number in said["kept"] if rule in policy.rules]
    helps = []
    for one in said["reliefs"]:
        name = policy.rules[one["rule"]].name if one["rule"] in policy.rules else one["rule"]
        others = "" if one["how_many"] == 1 else f" or one of {one['how_many'] - 1} others"
        if one["rule"] in explaining.TO_MEND:
            helps.append(f"Train {one['name']}{others}.")
        else:
            helps.append(f"Set “{name}” aside: {one['name']}{others} could come.")
    return {
        "school": said["school"],
        "name": names.get(said["school"], ""),
        "what": what,
        "kept": joined(kept),
        "helps": helps or ["No single rule is in the way: recruit somebody who knows this phase and is near."],
    }


def pairing_page(pairing: Pairing, organises: bool) -> dict[str, Any]:
    """What the page of a pairing shows. Why these people is for who decides."""
    urns = [pairing.school, *(one.school for one in pairing.everyone)]
    names = names_of(urns)
    people = [(one, names.get(one.school or 0, ""), one.pk == pairing.lead_id) for one in pairing.everyone]
    runs = pairing.state == Pairing.State.STANDS and pairing.cycle.state in (Cycle.State.OPEN, Cycle.State.PAIRED)
    return {
        "pairing": pairing,
        "cycle": pairing.cycle,
        "school": names[pairing.school],
        "people": people,
        "when": days_in_words(pairing.days),
        "reasons": pairing.reasons if organises else [],
        "may_change": organises and runs,
        "stands": pairing.state == Pairing.State.STANDS,
        "thing": pairing.thing,
    }


def choices(cycle: Cycle, urn: int, *, on: date, relaxed: Iterable[str] = (), anew: bool = False) -> dict[str, Any]:
    """Whom a person may choose for a school, those who fit best first; whom a rule keeps away comes after, with the
    rule, so that nobody looks for them in vain. `anew`: its team was accepted, and is chosen again."""
    policy = peer_review()
    request = gathering.request_for(cycle, relaxed=relaxed, on=on, without=urn if anew else None)
    if urn in request.fixed:
        request = replace(request, fixed={key: team for key, team in request.fixed.items() if key != urn})
    names = gathering.names_of_reviewers(request)
    return {
        "leads": _choices(urn, request, policy, names, lead=True),
        "others": _choices(urn, request, policy, names, lead=False),
        "seats": request.team,
    }


def _choices(
    urn: int, request: Request, policy: PeerReview, names: Mapping[int, str], *, lead: bool
) -> list[tuple[str, str]]:
    school = request.school_of[urn]
    can, cannot = [], []
    for one in request.reviewers:
        against = next(rules.why_not(school, one, request, policy, lead=lead), None)
        name = names.get(one.key, "")
        if against is None:
            fitting = rules.fit(school, one, request, policy)
            away = "" if fitting.kilometres is None else f", {fitting.kilometres:.0f} km"
            can.append((-fitting.total(lead=lead), name, f"{name} ({fitting.total(lead=lead)} points{away})", one.key))
        else:
            cannot.append((0, name, f"{name}: not possible, {policy.rules[against].name.lower()}", one.key))
    return [(str(key), words) for _, _, words, key in [*sorted(can), *sorted(cannot)]]
