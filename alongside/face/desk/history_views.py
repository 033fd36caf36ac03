"""The history of anything that people edit: every state that it had, who made it so, and what changed."""

from __future__ import annotations

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alongside.face.desk.presenters.history import states_of
from alongside.floor.web import things
from alongside.floor.web.audience import demand, signed_in


@signed_in
@require_safe
def history(request: HttpRequest, word: str, key: int) -> HttpResponse:
    """For whoever may see the thing itself; fields that even they may not read there are not shown."""
    kind = things.kind_of(word)
    if kind is None or not kind.model:
        raise Http404("Nothing of that kind has a history here.")
    thing = get_object_or_404(apps.get_model(kind.model), pk=key)
    demand(request, kind.permission, thing)
    states = states_of(thing, hidden=kind.hidden)
    context = {"thing": thing, "states": states, "back": things.address_of(f"{word} {key}"), "word": word}
    return render(request, "desk/history.html", context)
