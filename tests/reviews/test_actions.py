"""From the pairing to what changed; what is posted, who is told, what is refused; and where no word may stand."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.reviews import making
from tests.reviews.making import FOCUS, NEXT, SELF_REVIEW, STRENGTH, SUMMARY
from tests.town import AT, CANAL, LOCK, TODAY, Town

pytestmark = pytest.mark.django_db


def test_a_pairing_becomes_a_review_that_keeps_the_schools_words_to_itself(town: Town) -> None:
    made = making.prepared(town)
    assert {(one.kind, one.words, one.in_pack) for one in made.review.parts.all()} == {
        ("focus", FOCUS, False),
        ("self-review", SELF_REVIEW, False),
    }
    assert [(one.person.name, one.school, one.leads) for one in made.review.members.all()] == [
        ("Hugo Head", LOCK, True),
        ("Nina Nowhere", None, False),
        ("Tom Third", None, False),
    ]


def test_the_team_follows_the_pairing_and_so_does_its_end(town: Town) -> None:
    from alongside.work.peer_review.cycles import actions as pairing
    from alongside.work.peer_review.cycles.models import Reviewer
    from tests.cycles.making import reviewer

    who: dict[str, Any] = {"by": town.director, "at": AT}
    made = making.prepared(town)
    assert made.review.pairing
    fresh = reviewer(town, "Fay Fresh")
    seats = Reviewer.objects.filter(person__name__in=["Hugo Head", "Tom Third"]).order_by("pk")
    team = [*seats.values_list("pk", flat=True), fresh.pk]
    paired = pairing.replace(
        pairing=made.review.pairing.pk, version=made.review.pairing.version, team=team, why="Nina is ill", **who
    )
    assert [str(one) for one in made.review.members.all()] == ["Hugo Head", "Tom Third", "Fay Fresh"]
    pairing.call_off(pairing=paired.pk, version=paired.version, why="Flooded", **who)
    assert made.fresh().state == "called-off"
    assert made.review.reviewers_until
    assert made.review.reviewers_until < TODAY


def test_the_days_and_the_timetable_go_to_everybodys_calendar(town: Town) -> None:
    from alongside.floor.mail.models import Letter
    from alongside.work.peer_review.reviews import actions
    from alongside.work.peer_review.reviews.actions import Line

    made = making.prepared(town)
    review, first = made.review, date(2027, 1, 20)
    actions.fix_days(review=review.pk, version=review.version, first=first, last=first, **made.who)
    lines = [Line(on=first, begins=time(9), minutes=40, what="A walk through the classrooms", beside="the deputy head")]
    actions.timetable(review=review.pk, version=made.fresh().version, sessions=lines, **made.who)
    letters = Letter.objects.filter(thing=str(review)).exclude(calendar="")
    assert {one.to for one in letters} == {one["email"] for one in made.fresh().invited}
    assert len(made.review.invited) == 4
    newest = letters.order_by("-pk")[0]
    assert "SEQUENCE:1" in newest.calendar
    assert "together with the deputy head" in newest.text
    assert FOCUS not in newest.text + newest.calendar
    lines = [Line(on=TODAY, begins=time(9), minutes=40, what="A walk")]
    with pytest.raises(actions.CannotRecord, match="not on a day"):
        actions.timetable(review=review.pk, version=made.review.version, sessions=lines, **made.who)


def test_a_review_that_begins_ties_the_schools_and_is_a_contact_with_the_head(town: Town) -> None:
    from alongside.work.contacts.models import Contact
    from alongside.work.ties.models import Tie

    made = making.begun(town)
    ties = Tie.objects.filter(source=str(made.review)).values_list("kind", "school", "other", "since", "until")
    assert set(ties) == {
        ("review-received", CANAL, LOCK, TODAY, TODAY),
        ("review-given", LOCK, CANAL, TODAY, TODAY),
    }
    contact = Contact.objects.get(source=str(made.review))
    assert (contact.kind, contact.school, contact.said) == ("review", CANAL, "")
    assert list(contact.takings.filter(ours=False).values_list("person__name", flat=True)) == ["Hana Head"]


def test_findings_are_written_anew_until_the_report_is_agreed(town: Town) -> None:
    from alongside.floor.kernel.refusals import ChangedMeanwhile
    from alongside.work.peer_review.reviews import actions

    made = making.begun(town)
    part = made.part("next")
    actions.mend_finding(finding=part.pk, version=1, words="Who writes least?", by=town.head, at=AT)
    with pytest.raises(ChangedMeanwhile):
        actions.mend_finding(finding=part.pk, version=1, words="Another", by=made.nina, at=AT)
    review = made.fresh()
    actions.agree_report(review=review.pk, version=review.version, **made.who)
    assert made.fresh().reviewers_until == TODAY + timedelta(days=28)
    with pytest.raises(actions.CannotRecord, match="can answer it"):
        actions.mend_finding(finding=part.pk, version=2, words="Another", by=town.head, at=AT)


@pytest.mark.parametrize(
    ("question", "kind", "words"), [("nothing", "next", "x"), ("provision", "verdict", "x"), ("provision", "next", " ")]
)
def test_a_finding_answers_a_question_of_the_model_in_its_words(
    town: Town, question: str, kind: str, words: str
) -> None:
    from alongside.work.peer_review.reviews import actions

    made = making.begun(town)
    with pytest.raises(actions.CannotRecord):
        actions.write_finding(review=made.review.pk, question=question, kind=kind, words=words, **made.who)


def test_nothing_is_given_before_it_is_agreed_and_what_a_reviewer_learned_never(town: Town) -> None:
    from alongside.work.peer_review.reviews import actions
    from alongside.work.peer_review.reviews.actions import Audience

    made, office = making.begun(town), Audience("office")
    with pytest.raises(actions.CannotRecord, match="Agree the report first"):
        actions.release(part=made.part("summary").pk, to=office, **made.who)
    actions.agree_report(review=made.review.pk, version=made.review.version, **made.who)
    words = actions.reflect(review=made.review.pk, reviewer=town.person(made.nina), words="Mine", by=made.nina, at=AT)
    for part, to, until in (
        (words, office, None),
        (made.part("summary"), Audience("person", "0"), None),
        (made.part("summary"), Audience("office", "x"), None),
        (made.part("summary"), office, TODAY - timedelta(days=1)),
    ):
        with pytest.raises(actions.CannotRecord):
            actions.release(part=part.pk, to=to, until=until, **made.who)


def test_a_strength_given_to_all_schools_is_listed_until_it_is_taken_back(town: Town) -> None:
    from alongside.floor.audit.models import Details
    from alongside.work.peer_review.reviews import actions
    from alongside.work.peer_review.reviews.actions import Audience
    from alongside.work.sharing.strengths.models import Strength

    made, everybody = making.agreed(town), Audience("all-schools")
    part = made.part("strength")
    given = actions.release(part=part.pk, to=everybody, topic="reading-and-writing", **made.who)
    posted = Strength.objects.get(pk=given.strength or 0)
    assert (posted.words, posted.seen, posted.school) == (STRENGTH, "review", CANAL)
    assert not [one for one in Details.objects.all() if STRENGTH in str(one.said)]
    actions.take_back(release=given.pk, **made.who)
    posted.refresh_from_db()
    assert posted.state == "taken-back"
    with pytest.raises(actions.CannotRecord, match="without an end"):
        actions.release(part=part.pk, to=everybody, topic="reading-and-writing", until=TODAY, **made.who)


def test_an_action_is_a_task_without_its_words(town: Town) -> None:
    from alongside.work.peer_review.reviews import actions
    from alongside.work.tasks.models import Task

    made = making.followed_up(town)
    task = Task.objects.get(owner=town.person(town.chair))
    assert (task.school, task.district, task.shown_to_school) == (None, "", False)
    assert "Write each week" not in task.words
    action = made.part("action").action
    actions.finish_action(action=action.pk, **made.who)
    task.refresh_from_db()
    assert task.state == "done"


def test_what_changed_is_said_once(town: Town) -> None:
    from alongside.work.peer_review.reviews import actions

    made = making.followed_up(town)
    for months, changed in ((6, "no"), (7, "yes"), (12, "perhaps")):
        with pytest.raises(actions.CannotRecord):
            actions.look_again(review=made.review.pk, months=months, words="x", changed=changed, **made.who)


def test_neither_journal_nor_letters_nor_notices_hold_a_word(town: Town) -> None:
    from alongside.floor.audit.models import Details, Entry
    from alongside.floor.mail.models import Letter, Notice
    from alongside.work.peer_review.reviews import actions
    from alongside.work.peer_review.reviews.actions import Audience

    made = making.followed_up(town)
    to = Audience("person", str(town.person(town.director).pk))
    actions.release(part=made.part("strength").pk, to=to, **made.who)
    words = [one.words for one in made.review.parts.exclude(kind__in=("focus", "self-review"))]
    told = [str(one.said) for one in Details.objects.all()]
    told += [one.subject + one.text for one in Letter.objects.all()]
    told += [one.subject + one.words for one in Notice.objects.all()]
    assert {STRENGTH, NEXT, SUMMARY} <= set(words)
    assert [(word, text) for word in words for text in told if word in text] == []
    # Nor do they tell a strength from something to think about.
    ours = Details.objects.filter(entry__in=Entry.objects.filter(subject=str(made.review)))
    assert not [one for one in ours if "strength" in str(one.said) or "next" in str(one.said)]


def test_who_asks_what_is_held_about_them_is_not_given_a_report(town: Town) -> None:
    from alongside.floor.audit import subject_access

    made = making.followed_up(town)
    for user in (town.director, made.lead, made.nina):
        told = str(subject_access.about(user.email))
        assert STRENGTH not in told
        assert SUMMARY not in told
