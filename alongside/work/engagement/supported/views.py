"""Whether schools feel safe and supported: the trend, open answers, one's own answer, and words in confidence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.kernel.refusals import ChangedMeanwhile
from alongside.floor.web import both_versions
from alongside.floor.web.asking import asked, posted
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.people.queries import person_of
from alongside.knowledge.schools.models import Profile
from alongside.work.engagement.supported import actions, presenters, queries
from alongside.work.engagement.supported import forms as own
from alongside.work.engagement.supported.models import Answer, Asked, Round
from alongside.work.engagement.supported.policies import supported

GET_OR_POST = ["GET", "POST"]
PER_PAGE = 50
_WAITING_FIRST = (F("replied_at").asc(nulls_first=True), F("reply_due").asc(nulls_last=True), "pk")


@permitted("supported.trend")
@require_safe
def trend(request: HttpRequest) -> HttpResponse:
    """The trend, and the newest closed round by district and by role."""
    rounds = list(Round.objects.select_related("trusted"))
    closed = [one for one in rounds if not one.is_open]
    reads_open = reach(request.user, "supported.answers").everywhere
    newest = closed[0] if closed else None
    context = {
        "section": "supported",
        "running": next((one for one in rounds if one.is_open), None),
        "newest": newest,
        "trend": presenters.trend(closed, reads_open=reads_open),
        "city": presenters.city_line(newest, reads_open=reads_open) if newest else None,
        "ways": [
            ("By district", presenters.lines(newest, "district", reads_open=reads_open)),
            ("By role", presenters.lines(newest, "role", reads_open=reads_open)),
        ]
        if newest
        else [],
        "reads_answers": bool(reach(request.user, "supported.answers")),
        "is_trusted": bool(reach(request.user, "supported.words")),
        "is_asked": bool(reach(request.user, "supported.answer")),
        "policy": supported(),
    }
    return render(request, "supported/trend.html", context)


@permitted("supported.trend")
@require_safe
def trend_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The figures of every closed round, as csv or xlsx."""
    reads_open = reach(request.user, "supported.answers").everywhere
    rows = presenters.export_rows(queries.closed_rounds(), reads_open=reads_open)
    about = {
        "What this is": "How many heads and chairs of governors feel safe and supported",
        "Made on": clock.today(),
        "Held back": f"Counts below {supported().at_least}, and others from which they could be worked out",
    }
    return as_asked(kind, "safe and supported", presenters.HEADER, rows, about=about)


@permitted("supported.answers")
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Open answers, those with a no that waits first."""
    found = Answer.objects.visible(request.user).select_related("asked", "asked__round", "asked__person", "responder")
    which = request.GET.get("which", "no")
    if which == "no":
        found = found.filter(says_no=True)
    page = Paginator(found.order_by("-says_no", *_WAITING_FIRST), PER_PAGE).get_page(request.GET.get("page"))
    names = _names({one.asked.school for one in page.object_list})
    today = clock.today()
    rows = [(one, names.get(one.asked.school, ""), _is_late(one, today)) for one in page.object_list]
    late = sum(late for _, _, late in rows)
    context = {"section": "supported", "rows": rows, "page": page, "which": which, "late": late}
    return render(request, "supported/answers.html", context)


@permitted("supported.answers")
@require_http_methods(GET_OR_POST)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One open answer, and the reply to it."""
    found = (
        Answer.objects.select_related("asked", "asked__round", "asked__person", "responder", "replied_by", "by")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404("There is no such answer.")
    demand(request, "supported.answers", found)
    form = own.ReplyForm(posted(request), initial={"seen": found.version})
    more: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.reply(answer=pk, version=said["seen"], words=said["words"], by=by(request), at=clock.now())
        except ChangedMeanwhile as error:
            found.refresh_from_db()
            form.data = both_versions.anew(form, error.theirs.version)
            form.add_error(None, str(error))
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Sent. Whoever answered is told.")
            return redirect("supported:one", pk=pk)
    names = _names({found.asked.school})
    more |= {"section": "supported", "answer": found, "school": names.get(found.asked.school, "")}
    more |= {"said": _said(found.asked.round, found.said), "late": _is_late(found, clock.today())}
    return asked(request, "supported/one.html", form, **more)


@permitted("supported.answer")
@require_http_methods(GET_OR_POST)
def mine(request: HttpRequest, key: str) -> HttpResponse:
    """One's own answer in a round: nobody else is ever shown this page, whoever they are."""
    found = Round.objects.select_related("trusted").filter(key=key).first()
    person = person_of(request.user)
    asked_row = Asked.objects.filter(round=found, person=person).first() if found and person else None
    if found is None:
        raise Http404("There was no such round.")
    if person is None or asked_row is None:
        raise PermissionDenied("You are not asked in this round. What others answer is theirs.")
    opened = Answer.objects.filter(asked=asked_row).select_related("replied_by", "responder").first()
    sealed = None if opened else queries.own_in_confidence(found, person)
    given = opened or sealed
    open_now = found.is_open and clock.today() <= found.closes_on
    form = own.AnswerForm(
        posted(request),
        questions=found.questions,
        trusted=str(found.trusted),
        was_open=opened is not None,
        initial=_initial(opened, sealed),
    )
    if form.is_bound and form.is_valid():
        try:
            actions.answer(
                round=found,
                person=person,
                said=form.said(),
                words=form.cleaned_data["words"],
                in_confidence=form.in_confidence,
                by=by(request),
                at=clock.now(),
            )
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Thank you. You can change it until the round closes.")
            return redirect("supported:mine", key=key)
    context = {
        "section": "supported",
        "round": found,
        "opened": opened,
        "sealed": sealed,
        "said": _said(found, given.said) if given else [],
        "open_now": open_now,
        "policy": supported(),
    }
    return asked(request, "supported/mine.html", form, **context)


@permitted("supported.answer")
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """To one's own answer in the newest round."""
    found = Round.objects.first()
    return redirect("supported:mine", key=found.key) if found else redirect("supported:trend")


@permitted("supported.words")
@require_http_methods(GET_OR_POST)
def words(request: HttpRequest, key: str) -> HttpResponse:
    """What was said in confidence in a round, for its trusted person; each opening of the page is journalled."""
    found = Round.objects.select_related("trusted").filter(key=key).first()
    if found is None:
        raise Http404("There was no such round.")
    wrong: own.ReplyInConfidenceForm | None = None
    try:
        if request.method == "POST":
            form = own.ReplyInConfidenceForm(request.POST)
            if form.is_valid():
                actions.reply_in_confidence(round=found, by=by(request), at=clock.now(), **form.cleaned_data)
                messages.success(request, "Your reply is there for them to read.")
                return redirect("supported:words", key=key)
            wrong = form
        rows = actions.read_words(round=found, by=by(request), at=clock.now())
    except actions.CannotRecord as error:
        raise PermissionDenied(str(error)) from None
    today = clock.today()
    names = _names({one.school for one in rows})
    shown = [_in_confidence(one, found, names, today, wrong) for one in rows]
    context = {"section": "supported", "round": found, "rows": shown, "form": wrong}
    return render(request, "supported/words.html", context, status=422 if wrong else 200)


def _in_confidence(
    one: queries.InConfidence,
    found: Round,
    names: dict[int, str],
    today: Any,
    wrong: own.ReplyInConfidenceForm | None,
) -> dict[str, Any]:
    mine = wrong if wrong and wrong.data.get("token") == one.token else None
    prefix = f"id_{one.token[:8]}_%s"
    return {
        "one": one,
        "school": names.get(one.school, ""),
        "said": _said(found, one.said),
        "late": bool(one.waits and one.reply_due and one.reply_due < today),
        "form": mine or own.ReplyInConfidenceForm(initial={"token": one.token}, auto_id=prefix),
    }


def _said(found: Round, said: dict[str, bool]) -> list[tuple[str, bool]]:
    return [(one["words"], said[one["key"]]) for one in found.questions if one["key"] in said]


def _initial(opened: Answer | None, sealed: queries.InConfidence | None) -> dict[str, Any]:
    given = opened or sealed
    if given is None:
        return {}
    chosen: dict[str, Any] = {f"q_{key}": own.YES if yes else own.NO for key, yes in given.said.items()}
    return chosen | {"words": given.words, "how": own.IN_CONFIDENCE if sealed else own.OPENLY}


def _is_late(answer: Answer, today: Any) -> bool:
    return bool(answer.says_no and answer.replied_at is None and answer.reply_due and answer.reply_due < today)


def _names(urns: set[int]) -> dict[int, str]:
    return dict(Profile.objects.current().filter(urn__in=urns).values_list("urn", "name"))
