"""Work out who could review whom, change it by hand, accept it; pair a school, change its team, call it off.

Each raises CannotRecord; what takes a `version` raises ChangedMeanwhile too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing
from alongside.knowledge.schools.naming import names_of
from alongside.work.peer_review.cycles import following, models, telling
from alongside.work.peer_review.cycles.models import Cycle, Pairing, Proposal, Seat
from alongside.work.peer_review.cycles.pairing import days as choosing_days
from alongside.work.peer_review.cycles.pairing import explaining, gathering, rules, solving, storing
from alongside.work.peer_review.cycles.pairing.facts import Request, Team
from alongside.work.peer_review.cycles.policies import peer_review
from alongside.work.peer_review.cycles.recording import CannotRecord, day_of, entry, needed


@transaction.atomic
def ask(*, cycle: int, by: User, at: datetime, relaxed: Iterable[str] = ()) -> Proposal:
    """Ask for a proposal, to be worked out by `work_out`. `relaxed`: rules set aside for it. Those before, if nobody
    has accepted them, are overtaken."""
    found = Cycle.objects.select_for_update().get(pk=cycle)
    _demand_open(found)
    aside = sorted(set(relaxed))
    if odd := [rule for rule in aside if rule not in peer_review().may_be_relaxed]:
        raise CannotRecord(f"The rule {odd[0]!r} cannot be set aside: see policies/peer_review.yaml.")
    for one in Proposal.objects.filter(cycle=found, state__in=(Proposal.State.WAITING, Proposal.State.READY)):
        one.state = Proposal.State.OVERTAKEN
        editing.save(one, "state", by=by, at=at)
    made = Proposal.objects.create(cycle=found, relaxed=aside, stage="Waits for a worker", by=by, at=at)
    entry("cycle.pairing-asked", found.thing, by=by, at=at, proposal=made.pk, relaxed=aside)
    return made


def work_out(*, proposal: int, by: User, at: datetime) -> Proposal:
    """Work out a proposal that waits. It takes seconds, so no transaction is open meanwhile; how far it is stands in
    the proposal. One that does not wait any more is left as it is."""
    found = Proposal.objects.select_related("cycle").get(pk=proposal)
    if found.state != Proposal.State.WAITING:
        return found
    policy = peer_review()

    def progress(words: str, done: int) -> None:
        # Not a state of its own in the history: it is how far a machine is.
        Proposal.objects.filter(pk=proposal, state=Proposal.State.WAITING).update(stage=words, done=done)

    progress("Gathering schools and reviewers", 2)
    request = gathering.request_for(found.cycle, relaxed=found.relaxed, on=day_of(at))
    solved = solving.solve(request, policy, progress)
    progress("Choosing days and writing down the reasons", 92)
    days = choosing_days.days_of(solved.teams, request, gathering.taken(found.cycle, request))
    short = explaining.missing(solved.teams, request, policy)
    names = gathering.names_of_reviewers(request)
    with transaction.atomic():
        kept = Proposal.objects.select_for_update().get(pk=proposal)
        if kept.state != Proposal.State.WAITING:
            return kept
        kept.state, kept.stage, kept.done = Proposal.State.READY, "", 100
        kept.teams = storing.stored(solved.teams, days, request, policy, names)
        kept.missing = storing.stored_missing(short, names)
        kept.about = {
            "objective": solved.objective,
            "greedy": solved.greedy,
            "bound": solved.bound,
            "how": solved.how,
            "schools": len(request.schools) - len(request.fixed),
            "reviewers": len(request.reviewers),
            "looked_at": solved.edges,
            "seconds": round(solved.seconds, 1),
            "policy": policy.model_dump(mode="json", include={"seat", "lead", "giving", "points", "furthest_km"}),
        }
        editing.save(kept, "state", "stage", "done", "teams", "missing", "about", by=by, at=at)
        said = {name: kept.about[name] for name in ("objective", "greedy", "schools", "reviewers")}
        entry("cycle.pairing-proposed", kept.cycle.thing, by=by, at=at, proposal=kept.pk, **said)
    return kept


def propose(*, cycle: int, by: User, at: datetime, relaxed: Iterable[str] = ()) -> Proposal:
    """Ask for a proposal and work it out at once."""
    return work_out(proposal=ask(cycle=cycle, relaxed=relaxed, by=by, at=at).pk, by=by, at=at)


@transaction.atomic
def fail(*, proposal: int, why: str, by: User, at: datetime) -> Proposal:
    """It could not be worked out; why, in a sentence."""
    found = Proposal.objects.select_for_update().get(pk=proposal)
    if found.state == Proposal.State.WAITING:
        found.state, found.stage = Proposal.State.FAILED, why[:120]
        editing.save(found, "state", "stage", by=by, at=at)
        entry("cycle.pairing-failed", found.cycle.thing, by=by, at=at, proposal=found.pk, why=why)
    return found


@transaction.atomic
def change_team(
    *, proposal: int, version: int, school: int, team: Sequence[int | None], by: User, at: datetime
) -> Proposal:
    """Put other people into a proposed team: reviewers, the lead first (None: nobody yet). Raises CannotRecord naming
    the rule that it would break."""
    found = editing.seen(Proposal, proposal, version)
    _change_teams(found, {school: tuple(team)}, day_of(at))
    editing.save(found, "teams", "missing", by=by, at=at)
    entry("cycle.pairing-changed", found.cycle.thing, by=by, at=at, proposal=found.pk, school=school, team=list(team))
    return found


@transaction.atomic
def accept(
    *,
    proposal: int,
    version: int,
    by: User,
    at: datetime,
    changes: Mapping[int, Sequence[int | None]] | None = None,
) -> list[Pairing]:
    """Accept a proposal: every school that has a lead is paired, and all concerned are told. `changes`: other teams
    for some schools (the lead first), held to the rules. Schools without a lead are left, to be paired by hand."""
    found = editing.seen(Proposal, proposal, version)
    if found.state != Proposal.State.READY:
        raise CannotRecord("It is not there to be decided any more: look at the newest proposal.")
    cycle = Cycle.objects.select_for_update().get(pk=found.cycle_id)
    _demand_open(cycle)
    if changes:
        _change_teams(found, {urn: tuple(team) for urn, team in changes.items()}, day_of(at))
    request = gathering.request_for(cycle, relaxed=found.relaxed, on=day_of(at))
    _demand_kept(storing.teams_of(found.teams), request)
    accepted = [said for said in found.teams if said["team"] and said["team"][0] is not None]
    if not accepted:
        raise CannotRecord("No school has a lead in it: recruit and train leads, or set a rule aside.")
    found.state = Proposal.State.ACCEPTED
    editing.save(found, "state", "teams", "missing", by=by, at=at)
    entry("cycle.pairing-accepted", cycle.thing, by=by, at=at, proposal=found.pk, schools=len(accepted))
    made = []
    for said in accepted:
        team = [key for key in said["team"] if key is not None]
        made.append(_pair(cycle, said["school"], team, said["days"], said["reasons"], by=by, at=at))
    _set_state(cycle, Cycle.State.PAIRED, by=by, at=at)
    return made


@transaction.atomic
def pair(*, cycle: int, school: int, team: Sequence[int], by: User, at: datetime) -> Pairing:
    """Pair one school by hand: reviewers, the lead first. Raises CannotRecord naming the rule that it would break."""
    found = Cycle.objects.select_for_update().get(pk=cycle)
    _demand_open(found)
    if Pairing.objects.standing().filter(cycle=found, school=school).exists():
        raise CannotRecord("It is paired already: change its team instead.")
    request = gathering.request_for(found, on=day_of(at))
    if school not in request.school_of:
        raise CannotRecord("The school has not joined this cycle.")
    chosen = _checked(school, team, request)
    made = _by_hand(found, school, chosen, request, by=by, at=at)
    _set_state(found, Cycle.State.PAIRED, by=by, at=at)
    return made


@transaction.atomic
def replace(*, pairing: int, version: int, team: Sequence[int], why: str, by: User, at: datetime) -> Pairing:
    """Put other people into a team that was accepted. Those who are new, those who leave and the school are told."""
    found = editing.seen(Pairing, pairing, version)
    _demand_standing(found)
    said_why = needed(why, "Say why the team changes: those who were in it will ask.")
    request = gathering.request_for(found.cycle, on=day_of(at), without=found.school)
    chosen = _checked(found.school, team, request)
    before = {one.pk: one for one in found.everyone}
    days = choosing_days.days_of({found.school: chosen}, request, gathering.taken(found.cycle, request))[found.school]
    kept = storing.one(found.school, chosen, days, request, peer_review(), gathering.names_of_reviewers(request))
    found.lead = models.Reviewer.objects.get(pk=chosen[0])
    found.days, found.reasons, found.why = kept["days"], kept["reasons"], said_why
    editing.save(found, "lead", "days", "reasons", "why", by=by, at=at)
    _seat(found, chosen)
    fresh = Pairing.objects.with_team().get(pk=found.pk)
    entry("pairing.changed", found.thing, by=by, at=at, school=found.school, team=list(chosen), why=said_why)
    telling.of_leaving(fresh, [one for key, one in before.items() if key not in chosen], by=by, at=at)
    telling.of_pairing(fresh, by=by, at=at, changed=True)
    following.told(fresh, by=by, at=at)
    return fresh


@transaction.atomic
def call_off(*, pairing: int, version: int, why: str, by: User, at: datetime) -> Pairing:
    """The review does not take place. The school and its team are told why."""
    found = editing.seen(Pairing, pairing, version)
    _demand_standing(found)
    found.state, found.why = Pairing.State.CALLED_OFF, needed(why, "Say why it is called off.")
    editing.save(found, "state", "why", by=by, at=at)
    entry("pairing.called-off", found.thing, by=by, at=at, school=found.school, why=found.why)
    telling.of_calling_off(found, by=by, at=at)
    following.told(found, by=by, at=at)
    return found


def _pair(
    cycle: Cycle, school: int, team: Sequence[int], days: list[str], reasons: list[dict[str, object]], *,
    by: User, at: datetime,
) -> Pairing:  # fmt: skip
    made = Pairing.objects.create(cycle=cycle, school=school, lead_id=team[0], days=days, reasons=reasons, by=by, at=at)
    _seat(made, team)
    fresh: Pairing = Pairing.objects.with_team().get(pk=made.pk)
    entry("pairing.accepted", made.thing, by=by, at=at, cycle=cycle.pk, school=school, team=list(team), days=days)
    telling.of_pairing(fresh, by=by, at=at)
    following.told(fresh, by=by, at=at)
    return fresh


def _by_hand(cycle: Cycle, school: int, team: Sequence[int], request: Request, *, by: User, at: datetime) -> Pairing:
    days = choosing_days.days_of({school: tuple(team)}, request, gathering.taken(cycle, request))[school]
    names = gathering.names_of_reviewers(request)
    said = storing.one(school, tuple(team), days, request, peer_review(), names)
    return _pair(cycle, school, team, said["days"], said["reasons"], by=by, at=at)


def _seat(pairing: Pairing, team: Sequence[int]) -> None:
    Seat.objects.filter(pairing=pairing).exclude(reviewer__in=team).delete()
    for key in team:
        Seat.objects.get_or_create(pairing=pairing, reviewer_id=key)


def _change_teams(proposal: Proposal, changes: Mapping[int, Team], on: date) -> None:
    """Changes what a proposal says; its missing seats are counted anew. Raises CannotRecord."""
    if proposal.state != Proposal.State.READY:
        raise CannotRecord("It is not there to be decided any more: look at the newest proposal.")
    policy = peer_review()
    request = gathering.request_for(proposal.cycle, relaxed=proposal.relaxed, on=on)
    teams = storing.teams_of(proposal.teams)
    if odd := changes.keys() - teams.keys():
        raise CannotRecord(f"School {min(odd)} is not in this proposal.")
    changed = {urn: _whole(team, request) for urn, team in changes.items()}
    teams |= changed
    _demand_kept(teams, request, only=changed.keys())
    days = choosing_days.days_of(teams, request, gathering.taken(proposal.cycle, request))
    names = gathering.names_of_reviewers(request)
    proposal.teams = storing.stored(teams, days, request, policy, names)
    proposal.missing = storing.stored_missing(explaining.missing(teams, request, policy), names)


def _whole(team: Sequence[int | None], request: Request) -> Team:
    """A team as it is kept: the lead's place first, then whoever else there is."""
    lead, *others = team or (None,)
    chosen = (lead, *(key for key in others if key is not None))
    if len(chosen) > request.team:
        raise CannotRecord(f"A team of this review is {request.team} at most.")
    for key in chosen:
        if key is not None and key not in request.reviewer_of:
            raise CannotRecord("One of them is no reviewer, or reviews no more.")
    return chosen


def _checked(school: int, team: Sequence[int | None], request: Request) -> tuple[int, ...]:
    """A whole team for one school. Raises CannotRecord."""
    chosen = _whole(team, request)
    if chosen[0] is None:
        raise CannotRecord("Choose who leads.")
    _demand_kept({school: chosen}, request)
    return tuple(key for key in chosen if key is not None)


def _demand_kept(teams: Mapping[int, Team], request: Request, *, only: Iterable[int] | None = None) -> None:
    """Raises CannotRecord with every rule that these teams (or only some of them) do not keep."""
    policy = peer_review()
    found = rules.broken(teams, request, policy)
    wanted = set(teams) if only is None else set(only)
    found = [one for one in found if one.school in wanted]
    if found:
        people = gathering.names_of_reviewers(request)
        schools = names_of({one.school for one in found})
        said = {
            f"{people.get(one.reviewer, 'Somebody')} for {schools[one.school]}: {policy.rules[one.rule].says}"
            for one in found
        }
        raise CannotRecord(" ".join(sorted(said)))


def _demand_open(cycle: Cycle) -> None:
    if cycle.state not in (Cycle.State.OPEN, Cycle.State.PAIRED):
        raise CannotRecord("The cycle is over: nobody is paired in it any more.")
    if not cycle.review_model.run:
        raise CannotRecord("Reviews of this kind are recorded, not run.")


def _demand_standing(pairing: Pairing) -> None:
    if pairing.state != Pairing.State.STANDS:
        raise CannotRecord("It was called off: pair the school anew.")


def _set_state(cycle: Cycle, state: str, *, by: User, at: datetime) -> None:
    if cycle.state != state:
        cycle.state = state
        editing.save(cycle, "state", by=by, at=at)
