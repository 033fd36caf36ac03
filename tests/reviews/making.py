"""A review of Canal in the town of the tests, through the actions: reviewed by Hugo of Lock, who leads, and by Nina and
Tom, who work at no school and hold no role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.cast import person_holding
from tests.cycles import making as cycles
from tests.town import AT, CANAL, LOCK, TODAY, Town

if TYPE_CHECKING:
    from alongside.floor.accounts.models import User
    from alongside.work.peer_review.reviews.models import Part, Review

FOCUS, SELF_REVIEW = "Do all our pupils speak up?", "We read well and write less well."
STRENGTH, NEXT, SUMMARY = "Reading aloud in every class.", "Could more pupils write at length?", "A school that reads."


@dataclass
class Made:
    """A review and those who take part."""

    review: Review
    head: User
    lead: User  # the lead reviewer, head of another school
    nina: User  # a reviewer without any role

    def fresh(self) -> Review:
        self.review.refresh_from_db()
        return self.review

    def part(self, kind: str) -> Part:
        found: Part = self.review.parts.get(kind=kind)
        return found

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.head, "at": AT}


def prepared(town: Town) -> Made:
    """Paired; the focus and the self-review are known, nothing is released."""
    from alongside.work.peer_review.cycles import actions as pairing
    from alongside.work.peer_review.reviews.models import Review

    cycle = cycles.cycle(town, model="whole-school")
    cycles.joined(town, cycle, CANAL, focus=FOCUS, self_review=SELF_REVIEW)
    nina = person_holding("Nina Nowhere")
    lead = cycles.reviewer(town, "Hugo", LOCK, person=town.person(town.other_head), before=4)
    second = cycles.reviewer(town, "Nina", person=town.person(nina))
    third = cycles.reviewer(town, "Tom Third")
    made = pairing.pair(cycle=cycle.pk, school=CANAL, team=[lead.pk, second.pk, third.pk], by=town.director, at=AT)
    return Made(Review.objects.get(pairing=made), town.head, town.other_head, nina)


def begun(town: Town) -> Made:
    """The first day: two findings and the summary are written."""
    from alongside.work.peer_review.reviews import actions

    made = prepared(town)
    pk = made.review.pk
    actions.begin(review=pk, on=TODAY, by=town.head, at=AT)
    who: dict[str, Any] = {"by": made.lead, "at": AT}
    actions.write_finding(review=pk, question="provision", kind="strength", words=STRENGTH, excellent=True, **who)
    actions.write_finding(review=pk, question="provision", kind="next", words=NEXT, **who)
    actions.summarise(review=pk, words=SUMMARY, **who)
    made.fresh()
    return made


def agreed(town: Town) -> Made:
    """The school has agreed the report."""
    from alongside.work.peer_review.reviews import actions

    made = begun(town)
    actions.agree_report(review=made.review.pk, version=made.review.version, **made.who)
    made.fresh()
    return made


def followed_up(town: Town) -> Made:
    """With an answer, what a reviewer learned, an action of the chair, and what changed."""
    from alongside.work.peer_review.reviews import actions

    made = agreed(town)
    pk, who = made.review.pk, made.who
    actions.reply(review=pk, words="We agree, mostly.", **who)
    actions.reflect(review=pk, reviewer=town.person(made.nina), words="How they read.", by=made.nina, at=AT)
    due = TODAY + timedelta(days=90)
    actions.choose_action(review=pk, words="Write each week.", who=town.person(town.chair), due=due, **who)
    actions.look_again(review=pk, months=6, words="They write more.", changed="yes", **who)
    return made
