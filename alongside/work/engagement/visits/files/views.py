"""Photographs and documents of a visit: put to it, given out, taken off."""

from __future__ import annotations

import rules
from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from alongside.floor.accounts.people import by
from alongside.floor.audit import shelf
from alongside.floor.kernel import clock
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.web.audience import demand, permitted
from alongside.work.engagement.visits.asking import GET_OR_POST, asked, name_of, visit_for
from alongside.work.engagement.visits.files import actions
from alongside.work.engagement.visits.models import Attachment, Draft, Report, Visit
from alongside.work.engagement.visits.permissions import OPEN, SEE
from alongside.work.engagement.visits.policies import templates

WRITE = "visits.write"


class FileForm(forms.Form):
    file = forms.FileField(
        label="Photograph or document",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx,.txt"}),
    )
    says = forms.CharField(
        label="What does it show?",
        help_text="In a few words, for who cannot see it. For example: the reading corner in Year 2",
        max_length=200,
    )
    inside = forms.BooleanField(label="Do not give it to the school", required=False)


@permitted(WRITE)
@require_http_methods(GET_OR_POST)
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """The files of a visit that is being written up, and the form for one more."""
    visit = visit_for(request, pk, WRITE)
    if visit.state != Visit.State.HELD:
        return redirect("visits:one", pk)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FileForm(*data)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        given = said["file"]
        content = given.read(templates().files.megabytes * 1024 * 1024 + 1)
        try:
            made = actions.attach(
                visit=pk,
                name=given.name,
                content=content,
                says=said["says"],
                to_school=not said["inside"],
                by=by(request),
                at=clock.now(),
            )
        except CannotRecord as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, f"{made.says}: it is with the visit now.")
            return redirect("visits:files", pk)
    there = visit.attachments.filter(removed__isnull=True)
    drafted = Draft.objects.filter(visit=visit).values_list("version", flat=True).first()
    context = {"visit": visit, "there": there, "limits": templates().files, "school_name": name_of(visit.school)}
    context["version"] = drafted or 0
    return asked(request, "visits/files.html", form, **context)


@permitted(WRITE)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off a visit that is not sent."""
    found = _file(pk)
    demand(request, WRITE, found)
    try:
        actions.detach(attachment=pk, by=by(request), at=clock.now())
    except CannotRecord as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{found.says}: taken off.")
    return redirect("visits:files", found.visit_id)


@permitted(OPEN)
def file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The bytes, by what they were found to be: a picture to look at, a document to take away. Whatever it is, it may
    run nothing and ask for nothing."""
    found = _file(pk)
    demand(request, OPEN, found.visit)
    if not rules.has_perm(SEE, request.user, found.visit) and not _was_sent(found):
        raise Http404("There is no such file.")
    path = shelf.path_of(actions.ROOM, found.digest)
    if found.removed or not path.is_file():
        raise Http404("This file is no longer kept.")
    response = FileResponse(
        path.open("rb"), as_attachment=not found.is_picture, filename=found.name, content_type=found.media
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _file(pk: int) -> Attachment:
    found = Attachment.objects.select_related("visit").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such file.")
    return found


def _was_sent(found: Attachment) -> bool:
    """Whether the school got it with a report."""
    return any(found.pk in report.files for report in Report.objects.filter(visit=found.visit_id).only("files"))
