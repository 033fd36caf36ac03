"""The files of the demo through the loaders: nothing refused, and the stories come out as they were told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from alongside.floor.audit import journal
from alongside.floor.audit.models import Entry
from alongside.floor.kernel import policy
from alongside.floor.mail.models import Letter
from alongside.knowledge.inspections.models import Standing
from alongside.knowledge.opendata import actions
from alongside.knowledge.opendata.models import Load, Refusal
from alongside.knowledge.people import queries as people
from alongside.knowledge.schools.models import Profile
from alongside.work.contacts.models import Contact
from alongside.work.engagement.concerns.models import Concern
from alongside.work.engagement.ofsted.models import Call
from alongside.work.engagement.self_reports.models import Report
from alongside.work.engagement.supported.models import Round
from alongside.work.engagement.visits.models import Visit
from alongside.work.families.models import Asking, Family, Membership
from alongside.work.meetings.models import Meeting, Point, Series
from alongside.work.peer_review.cycles.models import Cycle
from alongside.work.peer_review.reviews.models import Release, Review
from alongside.work.priority.models import Verdict
from alongside.work.sharing.helping.models import Help
from alongside.work.sharing.hosting.models import Visit as SchoolVisit
from alongside.work.sharing.practice.models import Item
from alongside.work.sharing.strengths.models import Strength
from alongside.work.tasks.models import Task
from alongside.work.ties.isolation import keeping
from alongside.work.ties.isolation.models import Standing as TieStanding
from alongside.work.ties.models import Tie
from demo import TODAY
from demo.build import load_all, opening_time
from demo.city import lockside
from demo.deliveries import Posted
from demo.doings import Recorder
from demo.outcomes.city import Outcomes
from demo.world import World, world
from demo.year.agenda import Agenda
from demo.year.recorder import live
from tests.demo.conftest import SMALL

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def small_city() -> World:
    return world(lockside(), SMALL)


@pytest.fixture
def loaded(
    posted: list[Posted], small_city: World, transactional_db: None, settings: object, tmp_path: Path
) -> list[str]:
    """Everything loaded, under the demo's policies; returns what was said on the way."""
    from demo.accounts import RUTH, SUNITA
    from demo.inviting import invite_all

    settings.FILES_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    folders = policy._folders
    policy.look_in((ROOT / "demo" / "policies", ROOT / "policies"))
    said: list[str] = []
    accounts = invite_all(opening_time())
    agenda = Agenda(Recorder(small_city, Outcomes(small_city), accounts[RUTH]).events())
    live(small_city, {person.email: user for person, user in accounts.items()}, agenda, one_in=8)
    load_all(posted, accounts[SUNITA], said.append, agenda)
    yield said
    policy.look_in(folders)


def test_the_whole_demo_goes_through_the_loaders(loaded: list[str], posted: list[Posted], small_city: World) -> None:
    assert loaded[0] == f"1 of {len(posted)}: Boundaries: the ten districts …"
    assert Load.objects.count() == len(posted)
    assert not Refusal.objects.exists()
    assert not [load.unknown_columns for load in Load.objects.all() if load.unknown_columns]
    _loads_are_dated(posted)
    _the_register_is_whole(small_city)
    _stories_come_out(small_city)
    _a_year_was_lived(small_city)
    _schools_were_together()
    _again_nothing_changes(posted[-1])
    assert journal.verify() == []


def _loads_are_dated(posted: list[Posted]) -> None:
    """Each speaks of the day its name says, and was taken in on the day it came."""
    for post, load in zip(posted, Load.objects.order_by("id"), strict=True):
        if post.delivery.cut_short:
            assert load.state == Load.State.REFUSED
            assert "cut short" in load.says
            continue
        assert load.as_at == post.delivery.as_at, post.delivery.name
        assert load.finished_at.date() == post.delivery.arrives
        assert bool(load.alarms) is bool(post.delivery.let_through), (post.delivery.name, load.alarms)


def _the_register_is_whole(city: World) -> None:
    listed = [school for school in city.schools if school.known_on(date(2026, 11, 13))]
    profiles = {profile.urn: profile for profile in Profile.objects.current()}
    assert profiles.keys() == {school.urn for school in listed}
    districts = {profile.district for profile in profiles.values()}
    assert districts == {name.lower().replace(" ", "-") for name in city.city.district_names}
    decided = profiles[city.told("federated-west").urn]
    assert (decided.district, decided.district_how) == ("eastmere", "a person")
    assert profiles[city.told("academy-that-was-in-special-measures").urn].head == "Mr Delroy Hinds"


LISTED = {
    "improve-by-overall-grade": "requires_improvement",
    "improve-by-key-judgement": "requires_improvement",
    "improve-by-report-card": "requires_improvement",
    "twice": "twice_requires_improvement",
    "twice-with-report-card": "twice_requires_improvement",
    "inadequate-without-category": "serious_weaknesses",
    "special-measures-without-overall": "special_measures",
    "significant-improvement": "serious_weaknesses",
    "special-measures-by-report-card": "special_measures",
    "safeguarding-not-met": "serious_weaknesses",
    "referral-unit": "requires_improvement",
}
NOT_LISTED = (
    "once-and-better",
    "inspected-and-unpublished",
    "serious-weaknesses-left-behind",
    "suspended",
    "grade-raised-by-monitoring",
    "nursery-to-improve",
    "academy-that-was-in-special-measures",
    "converted-this-autumn",
    "new-maintained-school",
    "amalgamated",
    "brand-new",
)


def _stories_come_out(city: World) -> None:
    verdicts = {verdict.urn: verdict for verdict in Verdict.objects.current()}
    for key, headline in LISTED.items():
        verdict = verdicts[city.told(key).urn]
        assert (verdict.status, verdict.headline) == ("listed", headline), key
    for key in NOT_LISTED:
        assert verdicts[city.told(key).urn].status == "not-listed", key
    assert verdicts[city.told("never-listed").urn].status == "undetermined"
    standings = {standing.urn: standing for standing in Standing.objects.current()}
    academy = city.told("academy-that-was-in-special-measures")
    assert standings[academy.urn].predecessor == academy.before


def _a_year_was_lived(city: World) -> None:
    """Through the actions: visits in every state, ten groups, calls matched, terms asked, nobody without a head."""
    day = TODAY
    for school in city.schools:
        if school.open_on(day):
            assert people.head_of(school.urn, on=day), school.urn
            assert people.chair_of(school.urn, on=day), school.urn
    assert Series.objects.filter(circle="").count() == 10
    assert Series.objects.exclude(circle="").exists()
    assert Meeting.objects.exclude(state=Meeting.State.PLANNED).count() == 30
    assert Point.objects.exclude(answer="").exists()
    assert {*Contact.objects.values_list("kind", flat=True)} >= {
        "visit",
        "call",
        "email",
        "meeting",
        "feedback",
        "survey",
    }
    assert {*Visit.objects.values_list("state", flat=True)} >= {Visit.State.PLANNED, Visit.State.SENT}
    assert Call.objects.exclude(number="").exists()
    assert Call.objects.filter(school_name__gt="", starts_on=day).exists()
    assert Round.objects.filter(closed_at__isnull=False).count() == 3
    assert Concern.objects.filter(restricted=True).exists()
    assert Report.objects.exclude(answer="").exists()
    assert Task.objects.overdue(day).exists()
    assert Letter.objects.filter(state=Letter.State.WAITING).count() == 0
    latest = Entry.objects.order_by("-at").first()
    assert latest is not None
    assert latest.at.date() < day  # but for what is worked out of the files on the day itself


def _schools_were_together() -> None:
    """Families, two cycles of review with reports kept and shared, visits, practice, help; some stand alone."""
    assert Family.objects.filter(state=Family.State.STANDING).count() > 10
    assert Family.objects.filter(state=Family.State.ENDED).exists()
    assert Family.objects.filter(state=Family.State.PROPOSED).exists()
    assert Membership.objects.filter(state=Membership.State.LEFT).exists()
    assert Asking.objects.filter(state=Asking.State.WAITS).exists()
    first, second = Cycle.objects.order_by("reviews_from")
    assert (first.state, second.state) == (Cycle.State.ENDED, Cycle.State.PAIRED)
    reviewed = Review.objects.filter(pairing__cycle=first)
    assert {*reviewed.values_list("state", flat=True)} == {Review.State.AGREED}
    assert reviewed.filter(looks__isnull=False).exists()
    assert reviewed.filter(pk__in=Release.objects.values("part__review")).exists()
    assert {*Review.objects.filter(pairing__cycle=second).values_list("state", flat=True)} & {"preparing", "on"}
    kinds = {*Tie.objects.values_list("kind", flat=True)}
    assert kinds == {*Tie.Kind.values}
    assert {*SchoolVisit.objects.values_list("state", flat=True)} >= {"asked", "agreed", "made"}
    assert Item.objects.filter(school=None, state=Item.State.PUBLISHED).exists()
    assert Help.objects.filter(state=Help.State.CONFIRMED).exists()
    assert Strength.objects.filter(seen="review").exists()
    keeping.refresh_all(on=TODAY, at=datetime(2026, 11, 16, 8, tzinfo=UTC))  # as the worker does each night
    judged = {*TieStanding.objects.values_list("state", flat=True)}
    assert "unknown" not in judged
    assert judged >= {"connected", "thin"}


def _again_nothing_changes(newest: Posted) -> None:
    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    again = actions.load(file=actions.keep(path=newest.path, at=at), by=None, at=at)
    assert again.state == Load.State.UNCHANGED
