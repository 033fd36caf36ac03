"""Series, meetings, agenda, papers, invitations: the pages of who runs meetings, and the answer of who is invited."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.web import asking
from alongside.floor.web.asking import Told, does, seen_in
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.words import day
from alongside.knowledge.people.models import Body
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.work.meetings import queries
from alongside.work.meetings.models import Meeting
from alongside.work.meetings.pages import SECTION, asks, item_for, meeting_for, series_for
from alongside.work.meetings.planning import actions, inviting
from alongside.work.meetings.planning.agenda import actions as agenda
from alongside.work.meetings.planning.forms import (
    AnswerForm,
    EndForm,
    InviteForm,
    PaperForm,
    PlanForm,
    SeriesForm,
    TopicForm,
    WhenForm,
    WhyForm,
    initial_of_topic,
    initial_of_when,
)

GET_OR_POST = ["GET", "POST"]
RUN = "meetings.run"


def page_of(meeting: Meeting) -> str:
    return reverse("meetings:one", args=[meeting.pk])


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def start(request: HttpRequest) -> HttpResponse:
    """Begin the meetings of a district or of a body. `?body=` comes from where bodies are listed."""
    where = reach(request.user, RUN)
    if not (where.everywhere or where.districts or where.bodies):
        raise PermissionDenied("You run the meetings of a family; those of districts and bodies are begun by others.")
    districts = {one.key: one.name for one in policy_of_districts().districts}
    bodies = {one.key: one for one in Body.objects.order_by("name")}

    def make(data: Any) -> SeriesForm:
        return SeriesForm(
            data,
            districts={key: name for key, name in districts.items() if where.everywhere or key in where.districts},
            bodies={key: one.name for key, one in bodies.items() if where.everywhere or key in where.bodies},
            initial={"whose": f"body {request.GET.get('body', '')}"},
        )

    def did(form: SeriesForm) -> Told:
        of, key = form.of()
        made = actions.start_series(
            kind=form.cleaned_data["kind"],
            name=form.called(),
            district=key if of == "district" else "",
            body=bodies[key] if of == "body" else None,
            purpose=form.cleaned_data["purpose"],
            by=by(request),
            at=clock.now(),
        )
        return f"{made.name}: plan the first meeting now.", reverse("meetings:series", args=[made.pk])

    context = {"title": "Start a series of meetings", "button": "Start it", "back": reverse("meetings:list")}
    return asking.asks(request, "meetings/form.html", make, did, about=context, section=SECTION)


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """These meetings take place no more."""
    series = series_for(request, pk, RUN)
    page = reverse("meetings:series", args=[pk])

    def did(said: dict[str, Any]) -> Told:
        actions.end_series(series=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "They have ended. What was kept of them stays.", page

    make = partial(EndForm, initial={"seen": series.version})
    return asks(request, make, did, title=f"End: {series.name}", button="End them", warning=True, back=page)


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting of a series."""
    series = series_for(request, pk, RUN)
    forms: list[PlanForm] = []

    def make(data: Any) -> PlanForm:
        forms.append(PlanForm(data))
        return forms[-1]

    def did(_: dict[str, Any]) -> tuple[str, str]:
        form = forms[-1]
        made = actions.plan(series=series, when=form.when(), topics=form.topics_said(), by=by(request), at=clock.now())
        return "The meeting is planned. Nobody has been told yet: invite people next.", page_of(made)

    back = reverse("meetings:series", args=[pk])
    return asks(request, make, did, title="Plan a meeting", lede=series.name, button="Plan it", back=back)


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Change when or where."""
    meeting = meeting_for(request, pk, RUN)
    forms: list[WhenForm] = []

    def make(data: Any) -> WhenForm:
        forms.append(WhenForm(data, initial=initial_of_when(meeting)))
        return forms[-1]

    def did(said: dict[str, Any]) -> tuple[str, str]:
        actions.move(meeting=pk, version=said["seen"] or 0, when=forms[-1].when(), by=by(request), at=clock.now())
        return "Changed. Who was invited gets it in their calendar.", page_of(meeting)

    lede = "Everybody who has been invited gets the change by letter and in their calendar."
    return asks(request, make, did, title="Change when or where", lede=lede, button="Save", back=page_of(meeting))


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a meeting off."""
    meeting = meeting_for(request, pk, RUN)

    def did(said: dict[str, Any]) -> tuple[str, str]:
        actions.cancel(meeting=pk, version=said["seen"], why=said["why"], by=by(request), at=clock.now())
        return "It is called off, and taken out of calendars.", page_of(meeting)

    make = partial(WhyForm, initial={"seen": meeting.version})
    title = f"Call off the meeting of {day(meeting.on)}"
    return asks(request, make, did, title=title, button="Call it off", warning=True, back=page_of(meeting))


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite by role: each with how many have not been invited yet."""
    meeting = meeting_for(request, pk, RUN)
    asked = {part.person_id for part in queries.parts_of(meeting) if not part.withdrawn}
    counts = Counter(guest.role for guest in inviting.guests(meeting) if guest.person.pk not in asked)

    def did(said: dict[str, Any]) -> tuple[str, str]:
        made = actions.invite(meeting=meeting, only=said["only"], by=by(request), at=clock.now())
        return f"{len(made)} invited: the letters with the calendar entry are on their way.", page_of(meeting)

    make = partial(InviteForm, series=meeting.series, counts=counts)
    lede = "Each gets a letter with an entry for their calendar, and says on the meeting’s page whether they come."
    return asks(request, make, did, title="Invite people", lede=lede, button="Invite them", back=page_of(meeting))


@permitted(RUN)
@require_POST
def uninvite(request: HttpRequest, pk: int) -> HttpResponse:
    part = queries.part(pk)
    if part is None:
        raise Http404("Nobody of that number was invited.")
    demand(request, RUN, part.meeting)

    def act() -> str:
        actions.uninvite(part=part, by=by(request), at=clock.now())
        return f"The invitation to {part.name} is taken back."

    return does(request, act, to=page_of(part.meeting))


@permitted("meetings.see")
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is invited says whether they come."""
    meeting = meeting_for(request, pk, "meetings.see")
    mine = next(
        (
            part
            for part in queries.parts_of(meeting)
            if part.person and part.person.user_id == by(request).pk and not part.withdrawn
        ),
        None,
    )
    if mine is None:
        raise PermissionDenied("You are not among those invited to this meeting by name.")

    def did(said: dict[str, Any]) -> tuple[str, str]:
        coming = said["coming"] == "yes"
        actions.answer(part=mine, coming=coming, words=said["words"], by=by(request), at=clock.now())
        return ("Thank you. See you there." if coming else "Thank you. Your apologies are noted."), page_of(meeting)

    lede = f"{meeting.series.name}, {day(meeting.on)}"
    return asks(request, AnswerForm, did, title="Will you come?", lede=lede, button="Send", back=page_of(meeting))


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_for(request, pk, RUN)
    forms: list[TopicForm] = []

    def make(data: Any) -> TopicForm:
        forms.append(TopicForm(data))
        return forms[-1]

    def did(_: dict[str, Any]) -> tuple[str, str]:
        made = agenda.add_item(meeting=meeting, topic=forms[-1].topic(), by=by(request), at=clock.now())
        return f"“{made.title}” is on the agenda.", page_of(meeting)

    return asks(request, make, did, title="Add to the agenda", button="Add it", back=page_of(meeting))


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def change_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_for(request, pk, RUN)
    forms: list[TopicForm] = []

    def make(data: Any) -> TopicForm:
        forms.append(TopicForm(data, initial=initial_of_topic(item)))
        return forms[-1]

    def did(said: dict[str, Any]) -> tuple[str, str]:
        version = said["seen"] or 0
        agenda.change_item(item=pk, version=version, topic=forms[-1].topic(), by=by(request), at=clock.now())
        return "Saved.", page_of(item.meeting)

    return asks(request, make, did, title="Change the item", button="Save", back=page_of(item.meeting))


@permitted(RUN)
@require_POST
def shift_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_for(request, pk, RUN)
    up = request.POST.get("up") == "yes"

    def act() -> str:
        agenda.shift_item(item=item, up=up, by=by(request), at=clock.now())
        return f"“{item.title}” is moved {'up' if up else 'down'}."

    return does(request, act, to=page_of(item.meeting))


@permitted(RUN)
@require_POST
def drop_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_for(request, pk, RUN)

    def act() -> str:
        agenda.drop_item(item=item, by=by(request), at=clock.now())
        return f"“{item.title}” is off the agenda."

    return does(request, act, to=page_of(item.meeting))


@permitted(RUN)
@require_http_methods(GET_OR_POST)
def add_paper(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_for(request, pk, RUN)
    items = queries.agenda(meeting, record=False)

    def did(said: dict[str, Any]) -> tuple[str, str]:
        item = next((one for one in items if str(one.pk) == said["item"]), None)
        content = said["file"].read()
        made = agenda.add_paper(
            meeting=meeting, title=said["title"], item=item, content=content, by=by(request), at=clock.now()
        )
        return f"“{made.title}” is with the papers.", page_of(meeting)

    def make(data: Any) -> PaperForm:
        return PaperForm(data, request.FILES if data is not None else None, items=items)

    return asks(request, make, did, title="Add a paper", button="Add it", files=True, back=page_of(meeting))


@permitted(RUN)
@require_POST
def withdraw_paper(request: HttpRequest, pk: int) -> HttpResponse:
    paper = queries.paper(pk)
    if paper is None:
        raise Http404("There is no such paper.")
    demand(request, RUN, paper.meeting)

    def act() -> str:
        agenda.withdraw_paper(paper=paper, by=by(request), at=clock.now())
        return f"“{paper.title}” is taken back."

    return does(request, act, to=page_of(paper.meeting))


@permitted(RUN)
@require_POST
def send_papers(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_for(request, pk, RUN)

    def act() -> str:
        actions.send_papers(meeting=pk, version=seen_in(request), by=by(request), at=clock.now())
        return "Everybody who is invited is told that agenda and papers are there."

    return does(request, act, to=page_of(meeting))
