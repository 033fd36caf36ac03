"""What schools do together, and where to begin. Packages say what there is (`floor.accounts.together`)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.face.desk.presenters.my_work import cards
from alongside.floor.accounts import together as registry
from alongside.floor.accounts.people import by
from alongside.floor.accounts.waiting import Who
from alongside.floor.kernel import clock
from alongside.floor.web.audience import signed_in


@dataclass(frozen=True, slots=True)
class Shown:
    """A way of working together, as it is drawn."""

    title: str
    words: str
    address: str
    glance: str


@signed_in
@require_safe
def together(request: HttpRequest) -> HttpResponse:
    """The ways of working together that are open to whoever looks, with a sentence about them; for whoever answers for
    many schools the figures."""
    who, today = Who(by(request)), clock.today()
    ways = [
        Shown(one.title, one.words, reverse(one.address), one.glance(who, today)) for one in registry.ways(who.user)
    ]
    context = {"section": "together", "ways": ways, "cards": cards(who, "together", on=today)}
    return render(request, "desk/together.html", context)
