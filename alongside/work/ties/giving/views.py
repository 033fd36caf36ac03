"""What a school gives and what it gets: the page, the paper, the spreadsheet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.together import Way
from alongside.floor.audit import journal
from alongside.floor.kernel import clock
from alongside.floor.web import exports
from alongside.floor.web.asking import asked
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.words import day
from alongside.knowledge.schools.choosing import SchoolField
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.places import place_in
from alongside.work.ties.giving import paper as papers
from alongside.work.ties.giving import presenters, queries
from alongside.work.ties.giving.queries import Story

SECTION = "together"
WAY = Way(
    key="giving",
    order=90,
    title="What we give, what we get",
    words="All that a school gives and gets, on one page for its head and governors.",
    address="ties:giving-own",
    permission="giving.see",
)


class WhichForm(forms.Form):
    school = SchoolField(label="Which school?")


@permitted("giving.see")
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """To the page of one's own school; who may see several chooses."""
    covers = reach(request.user, "giving.see")
    if not covers.everywhere and len(covers.schools) == 1:
        return redirect("ties:giving", urn=next(iter(covers.schools)))
    form = WhichForm(request.GET if "school" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("ties:giving", urn=form.cleaned_data["school"])
    schools = sorted(names_of(covers.schools).items(), key=lambda one: one[1])
    return asked(request, "giving/which.html", form, section=SECTION, schools=schools)


@permitted("giving.see")
@require_safe
def page(request: HttpRequest, urn: int) -> HttpResponse:
    """The page of one school."""
    story = _story(request, urn)
    context: dict[str, Any] = {
        "section": SECTION,
        "story": story,
        "says": presenters.says(story),
        "groups": presenters.groups(story),
        "years": story.account.years,
        "thanks": presenters.thanks(story),
        "is_own": urn in reach(request.user, "giving.see").schools,
    }
    return render(request, "giving/page.html", context)


@permitted("giving.see")
@require_safe
def paper(request: HttpRequest, urn: int) -> HttpResponse:
    """The same on one A4 page, a tagged PDF."""
    story = _story(request, urn)
    address = f"{settings.HERE.address}{reverse('ties:giving', args=[urn])}"
    said = presenters.paper(story, address=address, journal=journal.head())
    answer = HttpResponse(papers.pdf(said), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="gives-and-gets-{urn}.pdf"'
    return answer


@permitted("giving.see")
@require_safe
def table(request: HttpRequest, urn: int, kind: str) -> HttpResponseBase:
    """Each deed as a row of a spreadsheet."""
    story = _story(request, urn)
    about = {
        "What": f"What {story.name} gives and what it gets",
        "School": f"{story.name} (URN {urn})",
        "As at": day(story.on),
        "From": f"school year {story.account.years[0]}",
    }
    return exports.as_asked(kind, f"gives and gets {urn}", presenters.HEADER, presenters.table(story), about=about)


def _story(request: HttpRequest, urn: int) -> Story:
    profile = Profile.objects.current().filter(urn=urn).first()
    if profile is None:
        raise Http404("There is no such school.")
    demand(request, "giving.see", place_in(profile))
    return queries.story(urn, on=clock.today())
