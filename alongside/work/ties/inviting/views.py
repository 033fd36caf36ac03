"""Having schools asked in, waves of invitations, and what schools answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import rules as permissions
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.waiting import Who
from alongside.floor.kernel import clock
from alongside.floor.web.asking import asks, does, seen_in
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.words import day
from alongside.knowledge.people.queries import person_of
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.places import place_of
from alongside.work.tasks.queries import possible_owners
from alongside.work.ties.inviting import actions, letters, presenters, queries
from alongside.work.ties.inviting.forms import AnswerForm, AskForm, WaveForm, WordsForm
from alongside.work.ties.inviting.models import Asking, Wave
from alongside.work.ties.isolation import asking as choosing
from alongside.work.ties.isolation.asking import Wanted
from alongside.work.ties.isolation.policies import isolation

GET_OR_POST = ["GET", "POST"]
MOST_AT_ONCE = 300  # schools to choose among for a wave


@permitted("ties.act")
@require_http_methods(GET_OR_POST)
def ask(request: HttpRequest, urn: int) -> HttpResponse:
    """Have somebody ask one school in: their task, with a day."""
    demand(request, "ties.act", place_of(urn))
    today, me = clock.today(), person_of(request.user)
    owners = possible_owners(None, on=today, beside=[me] if me else [])
    first = {"owner": str(me.pk) if me else "", "due": today + timedelta(days=isolation().ask_days)}

    def did(form: AskForm) -> tuple[str, str]:
        said = form.cleaned_data
        made = actions.ask_in(
            school=urn, owner=form.who(), due=said["due"], words=said["words"], by=by(request), at=clock.now()
        )
        return f"{made.owner} asks the school in by {day(said['due'])}.", reverse("ties:school", args=[urn])

    def form(data: Any) -> AskForm:
        return AskForm(data, owners=owners, initial=first)

    return asks(request, "ties/ask.html", form, did, section="together", urn=urn, name=names_of([urn])[urn])


@permitted("ties.see")
@require_http_methods(GET_OR_POST)
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """A school that was asked in: what was said to it, and its answer. The school answers here, or who asks for it."""
    found = Asking.objects.select_related("wave", "owner", "task").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such invitation.")
    may_answer = bool(permissions.has_perm("ties.answer", request.user, found))
    demand(request, "ties.answer" if request.method == "POST" else "ties.see", found)
    own = found.school in Who(by(request)).schools("head", "chair")
    if found.asked_on is None and own:
        raise Http404("There is no such invitation.")
    name = names_of([found.school])[found.school]

    def did(form: AnswerForm) -> tuple[str, str]:
        said = form.cleaned_data
        actions.answer(
            asking=pk, version=said["seen"], state=said["state"], words=said["words"], by=by(request), at=clock.now()
        )
        return "Thank you: whoever asked knows." if own else "Recorded.", reverse("ties:school", args=[found.school])

    def form(data: Any) -> AnswerForm:
        return AnswerForm(data, initial={"seen": found.version})

    context: dict[str, Any] = {
        "section": "together",
        "asking": found,
        "thing": f"invitation {pk}",
        "name": name,
        "own": own,
        "may_answer": may_answer and found.asked_on is not None,
        "words": letters.worded(found.wave.words, school=name, name=presenters.reader(found)) if found.wave else "",
    }
    return asks(request, "ties/invitation.html", form, did, **context)


@permitted("ties.act")
@require_safe
def waves(request: HttpRequest) -> HttpResponse:
    """Every wave, and whether asking schools in worked."""
    today = clock.today()
    covers = reach(request.user, "ties.act")
    asked = list(Asking.objects.asked().visible(covers))
    context = {
        "section": "together",
        "waves": queries.waves() if permissions.has_perm("ties.waves", request.user) else [],
        "worked": presenters.worked(queries.worked(asked, on=today)),
        "may_write": permissions.has_perm("ties.waves", request.user),
        "policy": isolation(),
    }
    return render(request, "ties/waves.html", context)


@permitted("ties.waves")
@require_http_methods(GET_OR_POST)
def new_wave(request: HttpRequest) -> HttpResponse:
    """Choose schools and words. `?state=`, `?district=` …: among whom, as on the list."""
    today, policy = clock.today(), isolation()
    wanted = Wanted.of(request.GET, today=today)
    wanted = Wanted(
        **{name: getattr(wanted, name) for name in ("state", "district", "phase", "type", "new", "in_hand")}
    )
    there = choosing.places(wanted, reach(request.user, "ties.waves"), today=today)
    found = list(choosing.of_states(there, wanted)[:MOST_AT_ONCE])
    names = names_of(one.school for one in found)
    schools = [(one.school, f"{names[one.school]} ({presenters.WORDS[one.state]})") for one in found]
    chosen = [str(one.school) for one in found if one.state == "alone"]
    said = policy.invitation
    first = {
        "schools": chosen,
        "subject": said.subject,
        "words": said.words.strip(),
        "title": f"Invitations, {day(today)}",
    }

    def did(form: WaveForm) -> tuple[str, str]:
        words = {name: form.cleaned_data[name] for name in ("title", "subject", "words")}
        made = actions.draft(**words, schools=form.urns(), by=by(request), at=clock.now())
        return "Kept. Nothing is sent yet: read it over.", reverse("ties:wave", args=[made.pk])

    def form(data: Any) -> WaveForm:
        return WaveForm(data, schools=schools, initial=first)

    return asks(request, "ties/new_wave.html", form, did, section="together", asked=wanted, schools=schools)


@permitted("ties.waves")
@require_http_methods(GET_OR_POST)
def change_wave(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words, while nothing is sent."""
    found = _wave(pk)

    def did(form: WordsForm) -> tuple[str, str]:
        said = form.cleaned_data
        words = {name: said[name] for name in ("title", "subject", "words")}
        actions.change(wave=pk, version=said["seen"] or 0, **words, by=by(request), at=clock.now())
        return "Changed.", reverse("ties:wave", args=[pk])

    def form(data: Any) -> WordsForm:
        first = {"title": found.title, "subject": found.subject, "words": found.words, "seen": found.version}
        return WordsForm(data, initial=first)

    return asks(request, "ties/change_wave.html", form, did, section="together", wave=found)


@permitted("ties.waves")
@require_safe
def wave(request: HttpRequest, pk: int) -> HttpResponse:
    """Before it is sent: to whom, in what words. Afterwards: to whom it went, what they said, and whether it worked."""
    found, today = _wave(pk), clock.today()
    askings = list(found.askings.select_related("task", "owner").order_by("school"))
    names = names_of(one.school for one in askings)
    people = {} if found.sent_on else letters.readers([one.school for one in askings], on=today)
    worked = queries.worked(askings, on=today) if found.sent_on else None
    context = {
        "section": "together",
        "wave": found,
        "thing": f"wave {pk}",
        "lines": presenters.lines(askings, names, people, worked),
        "worked": presenters.worked(worked),
        "without": sum(not people.get(one.school) for one in askings) if not found.sent_on else 0,
    }
    return render(request, "ties/wave.html", context)


@permitted("ties.waves")
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letters."""
    _wave(pk)

    def act() -> str:
        made = actions.send(wave=pk, version=seen_in(request), by=by(request), at=clock.now())
        return f"Sent: “{made.title}”. What schools say comes back here."

    return does(request, act, to=reverse("ties:wave", args=[pk]))


def _wave(pk: int) -> Wave:
    found = Wave.objects.filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such wave.")
    return found
