"""What waits for somebody on My work, and what a director is shown first.

Whoever is asked sees one line while a round is open, whether they answered or not: My work is looked at over shoulders,
and may be seen as a school sees it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Exists, Q
from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.waiting import Figure, Waiting, Who
from alongside.work.engagement.supported.models import Answer, Asked, Round, Sealed
from alongside.work.engagement.supported.presenters import trend

MOST = 100


def asked(who: Who, on: date) -> Sequence[Waiting]:
    """Heads and chairs: the questions, while they are open."""
    if who.person is None or not reach(who.user, "supported.answer"):
        return []
    rows = Asked.objects.filter(person=who.person, round__closed_at__isnull=True, round__closes_on__gte=on)
    return [
        Waiting(
            words="Say whether you feel safe and supported, or look at what you said",
            address=reverse("supported:mine", args=[one.round.key]),
            kind="Question",
            due=one.round.closes_on,
            since=one.round.opened_on,
        )
        for one in rows.select_related("round")
    ]


def replies(who: Who, on: date) -> Sequence[Waiting]:
    """Whoever replies: open answers with a no. Those who may read them all see the others' overdue ones too."""
    if not reach(who.user, "supported.answers"):
        return []
    found = Answer.objects.visible(who.user).waiting().select_related("asked", "responder").order_by("reply_due")
    return [
        Waiting(
            words="Reply to a no: somebody does not feel safe or supported",
            address=reverse("supported:one", args=[one.pk]),
            kind="Reply",
            due=one.reply_due,
            since=one.answered_on,
            for_me=one.responder_id == who.person,
            school=one.asked.school,
            whom=one.responder.name if one.responder else "Nobody",
        )
        for one in found[:MOST]
        if one.responder_id == who.person or (one.reply_due and one.reply_due < on)
    ]


def in_confidence(who: Who, on: date) -> Sequence[Waiting]:
    """The trusted person: words that wait for a reply, one line a round."""
    if who.person is None or not reach(who.user, "supported.words"):
        return []
    rows = Sealed.objects.filter(round__trusted=who.person, waits=True).order_by("reply_due")
    due: dict[str, date | None] = {}
    for key, by in rows.values_list("round__key", "reply_due"):
        due.setdefault(key, by)
    return [
        Waiting(
            words="Read what was said in confidence, and reply",
            address=reverse("supported:words", args=[key]),
            kind="In confidence",
            due=by,
        )
        for key, by in due.items()
    ]


def noes(who: Who, on: date) -> Figure | None:
    """Noes that nobody replied to in time. Of those in confidence only that there are some, never how many."""
    late = Answer.objects.visible(who.user).waiting().filter(reply_due__lt=on)
    sealed = Sealed.objects.filter(waits=True, reply_due__lt=on)
    # One question to the database: a row a round.
    counted = Round.objects.annotate(
        late=Count("asked__answer", filter=Q(asked__answer__in=late)), sealed_late=Exists(sealed)
    )
    rows = list(counted.values_list("late", "sealed_late"))
    if not rows:
        return None
    number, any_sealed = sum(late for late, _ in rows), any(sealed for _, sealed in rows)
    says = "Words in confidence have waited too long for the trusted person." if any_sealed else ""
    address = reverse("supported:answers")
    return Figure(number=number, words="noes without a reply in time", address=address, act=bool(number), says=says)


def latest(who: Who, on: date) -> Figure | None:
    """How many of a hundred feel supported, term by term."""
    rounds = list(Round.objects.filter(closed_at__isnull=False)[:4])
    reads_open = reach(who.user, "supported.answers").everywhere
    points = next((points for short, _, points in trend(rounds, reads_open=reads_open)[1:2]), [])
    told = [one for one in points if one.share.percent is not None]
    if not told:
        return None
    newest = told[-1]
    before = [f"{one.round}: {one.share.percent}" for one in told[:-1] if not newest.broken]
    return Figure(
        number=newest.share.percent or 0,
        words=f"of 100 feel supported, {newest.round.lower()}",
        address=reverse("supported:trend"),
        says=f"{newest.asked} were asked, {newest.share.of} answers are counted. {'. '.join(before)}".strip(),
    )
