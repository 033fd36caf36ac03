"""What people do in a cycle of peer review, on the database of the run."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alongside.floor.audit.editing import ChangedMeanwhile
from tests.cycles.making import FROM, UNTIL, busy, cycle, joined, reviewer
from tests.town import AT, BRIDGE, CANAL, LOCK, QUAY, Town

pytestmark = pytest.mark.django_db


def test_a_cycle_is_proposed_changed_by_hand_and_accepted_and_all_concerned_are_told(town: Town):
    from alongside.floor.audit import journal
    from alongside.floor.mail.models import Notice
    from alongside.work.peer_review.cycles import actions, following
    from alongside.work.peer_review.cycles.models import Cycle

    made, (lola, quinn, nina) = busy(town)
    proposal = actions.propose(cycle=made.pk, by=town.director, at=AT)
    assert proposal.state == "ready"
    assert {said["school"] for said in proposal.teams} == {CANAL, BRIDGE}
    assert proposal.missing == []
    assert proposal.about["objective"] >= proposal.about["greedy"]
    heard: list[Any] = []

    def follower(*, pairing: Any, by: Any, at: Any) -> None:
        heard.append((pairing.school, pairing.state, [one.pk for one in pairing.everyone]))

    following.register(follower)
    try:
        changed = actions.change_team(
            proposal=proposal.pk,
            version=proposal.version,
            school=CANAL,
            team=[nina.pk, quinn.pk],
            by=town.director,
            at=AT,
        )
        pairings = actions.accept(
            proposal=proposal.pk,
            version=changed.version,
            changes={BRIDGE: [lola.pk, nina.pk]},
            by=town.director,
            at=AT,
        )
        teams = {one.school: [who.pk for who in one.everyone] for one in pairings}
        assert teams == {CANAL: [nina.pk, quinn.pk], BRIDGE: [lola.pk, nina.pk]}
        assert all(len(one.days) == 1 and FROM <= date.fromisoformat(one.days[0]) <= UNTIL for one in pairings)
        assert pairings[0].days != pairings[1].days  # Nina cannot be in two places
        bridge = next(one for one in pairings if one.school == BRIDGE)
        actions.replace(
            pairing=bridge.pk, version=1, team=[lola.pk, quinn.pk], why="Nina is ill.", by=town.director, at=AT
        )
        actions.call_off(pairing=bridge.pk, version=2, why="The roof leaks.", by=town.director, at=AT)
    finally:
        following._followers.remove(follower)
    assert sorted(heard[:2]) == sorted([(CANAL, "stands", teams[CANAL]), (BRIDGE, "stands", teams[BRIDGE])])
    assert heard[2:] == [(BRIDGE, "stands", [lola.pk, quinn.pk]), (BRIDGE, "called-off", [lola.pk, quinn.pk])]
    assert Cycle.objects.get(pk=made.pk).state == "paired"
    said = {(one.to_name, one.subject) for one in Notice.objects.filter(kind="peer-review")}
    assert {
        ("Hana Head", "Who comes to review with you"),
        ("Chen Chair", "Who comes to review with you"),
        ("Nina Nowhere", "You review Canal Primary School"),
        ("Nina Nowhere", "You need not review Bridge Primary School"),
        ("Hilda Head", "The review of Bridge Primary School is called off"),
    } <= said
    assert journal.verify() == []
    with pytest.raises(actions.CannotRecord, match="newest proposal"):
        actions.accept(proposal=proposal.pk, version=changed.version + 1, by=town.director, at=AT)


def test_rules_hold_for_what_is_chosen_by_hand(town: Town):
    from alongside.work.peer_review.cycles import actions

    made, (lola, quinn, _) = busy(town)
    proposal = actions.propose(cycle=made.pk, by=town.director, at=AT)
    actions.declare(reviewer=lola.pk, school=CANAL, why="Her sister teaches there.", by=town.director, at=AT)
    change = {"proposal": proposal.pk, "version": proposal.version, "school": CANAL, "by": town.director, "at": AT}
    with pytest.raises(actions.CannotRecord, match=r"Lola Lock for Canal Primary School: They declared an interest"):
        actions.change_team(team=[lola.pk], **change)
    with pytest.raises(actions.CannotRecord, match="not recorded as able to lead"):
        actions.change_team(team=[quinn.pk], **change)
    with pytest.raises(actions.CannotRecord, match="2 at most"):
        actions.change_team(team=[None, quinn.pk, lola.pk], **change)
    with pytest.raises(ChangedMeanwhile):
        actions.change_team(team=[None], **(change | {"version": 1}))
    with pytest.raises(actions.CannotRecord, match="Choose who leads"):
        actions.pair(cycle=made.pk, school=CANAL, team=[], by=town.director, at=AT)
    with pytest.raises(actions.CannotRecord, match="has not joined"):
        actions.pair(cycle=made.pk, school=QUAY, team=[lola.pk], by=town.director, at=AT)
    with pytest.raises(actions.CannotRecord, match="cannot be set aside"):
        actions.propose(cycle=made.pk, relaxed=["interest"], by=town.director, at=AT)


def test_what_keeps_a_seat_empty_is_said_with_the_rule_that_would_fill_it(town: Town):
    from alongside.work.peer_review.cycles import actions

    made = cycle(town)
    joined(town, made, CANAL)
    lola = reviewer(town, "Lola Lock", LOCK, phases=["secondary"])
    reviewer(town, "Una Untrained", QUAY, trained=False)
    lead, other = actions.propose(cycle=made.pk, by=town.director, at=AT).missing
    assert (lead["school"], lead["lead"], other["lead"]) == (CANAL, True, False)
    assert dict(lead["kept"]) == {"phase": 1, "trained": 1}
    assert {one["rule"]: one["name"] for one in lead["reliefs"]} == {"phase": "Lola Lock", "trained": "Una Untrained"}
    again = actions.propose(cycle=made.pk, relaxed=["phase"], by=town.director, at=AT)
    assert again.teams[0]["team"][0] == lola.pk
    assert [one["lead"] for one in again.missing] == [False]


def test_nobody_reviews_whom_they_were_reviewed_by_in_the_cycle_before(town: Town):
    from alongside.work.peer_review.cycles import actions

    first = cycle(town, title="Autumn", joins_by=date(2026, 11, 20), reviews_from=date(2026, 11, 23),
                  reviews_until=date(2026, 12, 18))  # fmt: skip
    joined(town, first, CANAL)
    bea = reviewer(town, "Bea Bridge", BRIDGE)
    cora = reviewer(town, "Cara Canal", CANAL)
    actions.pair(cycle=first.pk, school=CANAL, team=[bea.pk], by=town.director, at=AT)
    second = cycle(town)
    joined(town, second, BRIDGE)
    with pytest.raises(actions.CannotRecord, match="in the cycle before"):
        actions.pair(cycle=second.pk, school=BRIDGE, team=[cora.pk], by=town.director, at=AT)
    proposal = actions.propose(cycle=second.pk, by=town.director, at=AT)
    assert proposal.teams[0]["team"] == [None]
    assert [one["rule"] for one in proposal.missing[0]["reliefs"]] == ["cycle-before"]


def test_who_shares_a_family_or_trust_is_known_from_the_ties(town: Town):
    from alongside.work.peer_review.cycles import actions
    from alongside.work.ties import actions as ties
    from alongside.work.ties.actions import End

    made, (lola, _, _) = busy(town)
    ends = [End(kind="family", school=CANAL), End(kind="family", school=LOCK)]
    ties.post(ends=ends, source="family 1", circle="family 1", since=date(2024, 1, 1), by=town.director, at=AT)
    with pytest.raises(actions.CannotRecord, match="same family"):
        actions.pair(cycle=made.pk, school=CANAL, team=[lola.pk], by=town.director, at=AT)
    joining = made.joinings.get(school=CANAL)
    actions.change_joining(
        joining=joining.pk, version=1, focus="Reading", wishes={"same_family": True}, by=town.head, at=AT
    )
    assert actions.pair(cycle=made.pk, school=CANAL, team=[lola.pk], by=town.director, at=AT).lead == lola


def test_a_school_joins_once_changes_what_it_said_and_withdraws(town: Town):
    from alongside.floor.audit.models import Details
    from alongside.work.peer_review.cycles import actions

    made = cycle(town)
    wishes = {"expertise": [], "not_between": [(date(2027, 1, 11), date(2027, 1, 15))]}
    joining = joined(town, made, wishes=wishes, self_review="We are proud of our choir.")
    assert joining.wishes["not_between"] == [["2027-01-11", "2027-01-15"]]
    with pytest.raises(actions.CannotRecord, match="takes part already"):
        joined(town, made)
    with pytest.raises(actions.CannotRecord, match="one thing"):
        joined(town, made, LOCK, focus="  ")
    with pytest.raises(actions.CannotRecord, match="no topic"):
        joined(town, made, LOCK, wishes={"expertise": ["juggling"]})
    actions.withdraw(joining=joining.pk, version=1, why="A new head comes.", by=town.head, at=AT)
    assert joined(town, made).pk != joining.pk
    assert not any("choir" in str(one) for one in Details.objects.values_list("said", flat=True))
    actions.call_off_cycle(cycle=made.pk, version=1, why="Too few joined.", by=town.director, at=AT)
    with pytest.raises(actions.CannotRecord):
        joined(town, made, LOCK)


def test_a_review_elsewhere_counts_until_it_is_taken_back(town: Town):
    from alongside.work.peer_review.cycles import actions
    from alongside.work.ties.models import Tie

    said: dict[str, Any] = {"school": LOCK, "on": date(2026, 5, 4), "by_whom": "The Lock Trust"}
    said |= {"by": town.other_head, "at": AT}
    made = actions.record_elsewhere(model="trust", **said)
    tie = Tie.objects.get(source=made.thing)
    assert (tie.kind, tie.school, tie.since, tie.until) == ("review-received", LOCK, date(2026, 5, 4), date(2026, 5, 4))
    with pytest.raises(actions.CannotRecord, match="recorded already"):
        actions.record_elsewhere(model="trust", **said)
    with pytest.raises(actions.CannotRecord, match="what kind"):
        actions.record_elsewhere(model="whole-school", **said)
    actions.withdraw_elsewhere(elsewhere=made.pk, version=1, why="Another school", by=town.director, at=AT)
    assert not Tie.objects.standing().exists()


def test_training_runs_out_and_days_away_leave_other_days(town: Town):
    from alongside.work.peer_review.cycles import actions

    made = cycle(town)
    joined(town, made, CANAL)
    lola = reviewer(town, "Lola Lock", LOCK, trained=False)
    until = actions.train(reviewer=lola.pk, on=date(2023, 9, 1), by=town.director, at=AT).until
    assert until == date(2026, 9, 1)
    with pytest.raises(actions.CannotRecord, match="training"):
        actions.pair(cycle=made.pk, school=CANAL, team=[lola.pk], by=town.director, at=AT)
    actions.train(reviewer=lola.pk, on=date(2026, 9, 1), by=town.director, at=AT)
    actions.away(reviewer=lola.pk, first=FROM, last=date(2027, 2, 26), by=town.director, at=AT)
    pairing = actions.pair(cycle=made.pk, school=CANAL, team=[lola.pk], by=town.director, at=AT)
    assert pairing.days == ["2027-03-01"]
    absence = actions.away(reviewer=lola.pk, first=date(2027, 3, 1), last=UNTIL, by=town.director, at=AT)
    with pytest.raises(actions.CannotRecord, match="no days in common"):
        actions.replace(pairing=pairing.pk, version=1, team=[lola.pk], why="Anew", by=town.director, at=AT)
    actions.back(absence=absence.pk, by=town.director, at=AT)
