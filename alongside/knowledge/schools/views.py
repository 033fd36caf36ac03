"""Deciding the district of a school."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.models import User
from alongside.floor.kernel import clock
from alongside.floor.web.audience import office
from alongside.knowledge.schools import actions, districts
from alongside.knowledge.schools.forms import OverrideForm
from alongside.knowledge.schools.models import DistrictOverride
from alongside.knowledge.schools.queries import profiles


@office
@require_http_methods(["GET", "POST"])
def override(request: HttpRequest, urn: int) -> HttpResponse:
    """Put a school into another district than its location says, or take that back."""
    policy = districts.policy_of_districts()
    school = profiles().filter(urn=urn).first()
    if school is None or school.authority != policy.authority:
        raise Http404("There is no such school in the city’s register.")
    form = OverrideForm(request.POST or None, school=school, policy=policy)
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, request.user
        assert isinstance(by, User)
        try:
            actions.override_district(
                school=urn, district=said["district"], reason=said["reason"], by=by, at=clock.now()
            )
        except actions.CannotDecide as error:
            form.add_error(None, str(error))
        else:
            now = profiles().get(urn=urn)
            name = policy.name_of(now.district)
            messages.success(request, f"{now.name} is now in {name}." if name else f"{now.name} is in no district now.")
            return redirect(reverse("desk:school", args=[urn]))
    decided = DistrictOverride.objects.filter(urn=urn).select_related("by").order_by("-at", "-pk")
    context = {
        "section": "schools",
        "form": form,
        "school": school,
        "now": policy.name_of(school.district),
        "how": districts.HOW.get(school.district_how, ""),
        "decisions": [(policy.name_of(one.district), one) for one in decided],
    }
    return render(request, "schools/override.html", context, status=422 if form.errors else 200)
