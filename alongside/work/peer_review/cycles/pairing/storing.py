"""How a proposal keeps teams, and what is missing, as JSON: keys for what is counted, words for what is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from alongside.work.peer_review.cycles.pairing import explaining
from alongside.work.peer_review.cycles.pairing.facts import Request, Team, Teams
from alongside.work.peer_review.cycles.policies import PeerReview


def stored(
    teams: Teams, days: Mapping[int, list[date]], request: Request, policy: PeerReview, names: Mapping[int, str]
) -> list[dict[str, Any]]:
    """One for each school: `school`, `team` (keys, the lead first, None where there is none), `days` (ISO) and
    `reasons` (`reviewer`, `name`, `lead`, `points`, `words`)."""
    return [
        one(urn, team, days.get(urn, []), request, policy, names)
        for urn, team in teams.items()
        if urn not in request.fixed
    ]


def one(
    urn: int, team: Team, days: list[date], request: Request, policy: PeerReview, names: Mapping[int, str]
) -> dict[str, Any]:
    return {
        "school": urn,
        "team": list(team),
        "days": [day.isoformat() for day in days],
        "reasons": [
            {
                "reviewer": reason.reviewer,
                "name": names.get(reason.reviewer, ""),
                "lead": reason.lead,
                "points": reason.points,
                "words": list(reason.words),
            }
            for reason in explaining.reasons(urn, team, request, policy)
        ],
    }


def stored_missing(found: list[explaining.Missing], names: Mapping[int, str]) -> list[dict[str, Any]]:
    """Each seat that nobody takes: `school`, `lead`, `seats`, `kept` ([rule, number]), `reliefs` (`rule`, `name`,
    `reviewer`, `how_many`)."""
    return [
        {
            "school": one.school,
            "lead": one.lead,
            "seats": one.seats,
            "kept": [[rule, number] for rule, number in one.kept],
            "reliefs": [
                {
                    "rule": relief.rule,
                    "reviewer": relief.reviewer,
                    "name": names.get(relief.reviewer, ""),
                    "how_many": relief.how_many,
                }
                for relief in one.reliefs
            ],
        }
        for one in found
    ]


def teams_of(kept: list[dict[str, Any]]) -> Teams:
    return {said["school"]: tuple(said["team"]) for said in kept}
