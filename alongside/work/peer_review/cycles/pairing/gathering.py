"""What the database knows that pairing asks for, as facts; one query for each kind of thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from alongside.knowledge.schools.models import Profile
from alongside.work.peer_review.cycles import models
from alongside.work.peer_review.cycles.models import Cycle, Joining, Pairing
from alongside.work.peer_review.cycles.pairing.days import bits_of
from alongside.work.peer_review.cycles.pairing.facts import LatLon, Request, Reviewer, School, Span
from alongside.work.ties.models import Tie

Kind = Tie.Kind


def request_for(cycle: Cycle, *, relaxed: Iterable[str] = (), on: date, without: int | None = None) -> Request:
    """Everything that pairing a cycle asks for, as it stands on a day. Teams accepted already are fixed, but for that
    of the school `without`."""
    model = cycle.review_model
    joinings = list(Joining.objects.filter(cycle=cycle, state=Joining.State.JOINED).order_by("pk"))
    pairings = list(Pairing.objects.standing().filter(cycle=cycle).prefetch_related("seats"))
    teams = {one.school: _keys(one) for one in pairings}
    fixed = {urn: team for urn, team in teams.items() if urn != without}
    reviewers = _reviewers(_seated(teams))
    schools = {one.school for one in joinings} | teams.keys()
    urns = schools | {one.school for one in reviewers if one.school}
    known = _Known(urns, on=on)
    return Request(
        schools=tuple(known.school(one) for one in _in_order(joinings, schools)),
        reviewers=tuple(known.reviewer(one) for one in reviewers),
        first=cycle.reviews_from,
        last=cycle.reviews_until,
        days=model.days,
        team=model.team,
        before=_before(cycle),
        relaxed=frozenset(relaxed),
        fixed=fixed,
    )


def taken(cycle: Cycle, request: Request) -> dict[int, int]:
    """By reviewer: weekdays of the cycle that the reviews of accepted teams take, in this cycle and in others, as
    bits."""
    found: dict[int, int] = {}
    others = models.Cycle.objects.filter(reviews_until__gte=cycle.reviews_from)
    seats = models.Seat.objects.filter(pairing__state=Pairing.State.STANDS, pairing__cycle__in=others)
    mine = {urn for urn in request.school_of if urn not in request.fixed}
    for reviewer, school, which, days in seats.values_list(
        "reviewer", "pairing__school", "pairing__cycle", "pairing__days"
    ):
        if not (which == cycle.pk and school in mine):  # its days are chosen anew
            taken_days = bits_of([date.fromisoformat(day) for day in days], request)
            found[reviewer] = found.get(reviewer, 0) | taken_days
    return found


def names_of_reviewers(request: Request) -> dict[int, str]:
    keys = list(request.reviewer_of)
    return dict(models.Reviewer.objects.filter(pk__in=keys).values_list("pk", "person__name"))


def _in_order(joinings: list[Joining], schools: set[int]) -> list[Joining]:
    """Those who joined; and whose team was accepted by hand without, as if they had."""
    known = {one.school for one in joinings}
    return [*joinings, *(Joining(school=urn, wishes={}) for urn in sorted(schools - known))]


def _seated(fixed: dict[int, tuple[int, ...]]) -> set[int]:
    return {key for team in fixed.values() for key in team}


def _keys(pairing: Pairing) -> tuple[int, ...]:
    others = [one.reviewer_id for one in pairing.seats.all() if one.reviewer_id != pairing.lead_id]
    return (pairing.lead_id, *others)


def _reviewers(also: Collection[int]) -> list[models.Reviewer]:
    """Those who review, and those who sit in a team already."""
    found = models.Reviewer.objects.select_related("person").prefetch_related("trainings", "interests", "absences")
    return [one for one in found.order_by("pk") if one.state == models.Reviewer.State.ACTIVE or one.pk in also]


def _before(cycle: Cycle) -> frozenset[tuple[int, int]]:
    """Who was reviewed by whom in the cycle before: (school reviewed, school of a reviewer)."""
    before = Cycle.objects.filter(reviews_from__lt=cycle.reviews_from).exclude(state=Cycle.State.CALLED_OFF)
    last = before.exclude(pk=cycle.pk).order_by("-reviews_from", "-pk").first()
    if last is None:
        return frozenset()
    seats = models.Seat.objects.filter(pairing__cycle=last, pairing__state=Pairing.State.STANDS)
    # Reviews that took place are ties as well, whoever recorded them.
    ties = Tie.objects.standing().filter(kind=Kind.REVIEW_RECEIVED)
    ties = ties.filter(since__gte=last.reviews_from, since__lt=cycle.reviews_from)
    pairs = [*seats.values_list("pairing__school", "reviewer__school"), *ties.values_list("school", "other")]
    return frozenset((school, other) for school, other in pairs if other is not None)


class _Known:
    """What is known of these schools, by URN."""

    def __init__(self, urns: Collection[int], *, on: date) -> None:
        self._profiles = {
            one.urn: one
            for one in Profile.objects.current()
            .filter(urn__in=urns)
            .only("urn", "phase", "latitude", "longitude", "trust_uid")
        }
        self._circles: dict[tuple[int, str], set[str]] = defaultdict(set)
        lasting = Tie.objects.lasting_on(on).filter(kind__in=(Kind.TRUST, Kind.FAMILY)).exclude(circle="")
        for urn, kind, circle in lasting.values_list("school", "kind", "circle"):
            if urn in urns:
                self._circles[urn, kind].add(circle)
        self._received = _counts(Kind.REVIEW_RECEIVED)
        self._given = _counts(Kind.REVIEW_GIVEN)
        seats = models.Seat.objects.filter(pairing__state=Pairing.State.STANDS, pairing__cycle__reviews_until__lt=on)
        self._took_part = Counter(seats.values_list("reviewer", flat=True))

    def school(self, joining: Joining) -> School:
        urn, wishes = joining.school, joining.wishes
        profile = self._profiles.get(urn)
        return School(
            urn=urn,
            phase=profile.phase if profile else "",
            at=self._at(urn),
            wants=frozenset(wishes.get("expertise", ())),
            trusts=self._trusts(urn),
            families=frozenset(self._circles[urn, Kind.FAMILY]),
            same_trust=bool(wishes.get("same_trust")),
            same_family=bool(wishes.get("same_family")),
            not_between=tuple(_span(one) for one in wishes.get("not_between", ())),
        )

    def reviewer(self, one: models.Reviewer) -> Reviewer:
        urn = one.school or 0
        return Reviewer(
            key=one.pk,
            school=one.school,
            at=self._at(urn),
            phases=frozenset(one.phases),
            knows=frozenset(one.expertise),
            trusts=self._trusts(urn),
            families=frozenset(self._circles[urn, Kind.FAMILY]),
            can_lead=one.can_lead,
            trained_until=max((training.until for training in one.trainings.all()), default=None),
            most=one.most,
            reviews=one.before + self._took_part[one.pk],
            owes=self._received[urn] - self._given[urn] if urn else 0,
            away=tuple((absence.first, absence.last) for absence in one.absences.all()),
            interests=frozenset(interest.school for interest in one.interests.all() if not interest.over),
        )

    def _at(self, urn: int) -> LatLon | None:
        profile = self._profiles.get(urn)
        if profile is None or profile.latitude is None or profile.longitude is None:
            return None
        return profile.latitude, profile.longitude

    def _trusts(self, urn: int) -> frozenset[str]:
        """By the ties, and by the register, which may know of a trust earlier."""
        profile = self._profiles.get(urn)
        of_register = {f"uid {profile.trust_uid}"} if profile and profile.trust_uid else set()
        return frozenset(self._circles[urn, Kind.TRUST] | of_register)


def _counts(kind: str) -> Counter[int]:
    """Reviews that schools received or gave, each counted once however many people came from there."""
    ties = Tie.objects.standing().filter(kind=kind).values_list("school", "source").distinct()
    return Counter(school for school, _ in ties)


def _span(said: Any) -> Span:
    return date.fromisoformat(said[0]), date.fromisoformat(said[1])
