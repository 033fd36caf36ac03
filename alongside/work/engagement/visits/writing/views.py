"""The page on which a visit is written up: kept box by box, read through, sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import rules
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.kernel.refusals import CannotRecord, ChangedMeanwhile
from alongside.floor.web.audience import permitted
from alongside.floor.web.words import moment
from alongside.work.engagement.visits.asking import GET_OR_POST, SECTION, name_of, visit_for
from alongside.work.engagement.visits.models import Draft, Visit
from alongside.work.engagement.visits.presenters import preview
from alongside.work.engagement.visits.writing import actions, boxes, comparing
from alongside.work.engagement.visits.writing.forms import WritingForm
from alongside.work.tasks import actions as tasks
from alongside.work.tasks.models import Task

WRITE, RESTRICTED = "visits.write", "visits.restricted"


@permitted(WRITE)
@require_http_methods(GET_OR_POST)
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The page. Each of its buttons keeps what is typed first: `do` says what else."""
    visit = visit_for(request, pk, WRITE)
    if visit.state != Visit.State.HELD:
        return redirect("visits:carry-out" if visit.state == Visit.State.PLANNED else "visits:one", pk)
    if request.method == "POST":
        return _posted(request, visit)
    draft = _draft(visit)
    said = draft.boxes if draft else {}
    note = (
        actions.read_drafted_note(draft=draft, by=by(request), at=clock.now()) if draft and _few(request, visit) else ""
    )
    if "check" in request.GET:
        form = _form(request, visit, said, data=boxes.data_of(said, note))
    else:
        form = _form(request, visit, said, initial={**boxes.initial_of(said), "note": note})
    return _page(request, visit, form, said, version=draft.version if draft else 0, draft=draft)


@permitted(WRITE)
@require_POST
def keep(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep what is typed, by itself while somebody types. 409 where another has written meanwhile, 422 where it can no
    longer be written; `says` is for the person."""
    visit = visit_for(request, pk, WRITE)
    try:
        draft = _keep(request, visit, aloud=False)
    except ChangedMeanwhile as error:
        return JsonResponse({"says": f"{error.theirs.by} has written here meanwhile. Save to see both."}, status=409)
    except CannotRecord as error:
        return JsonResponse({"says": str(error)}, status=422)
    return JsonResponse({"version": draft.version, "says": f"Kept, {moment(draft.at)}"})


@permitted(WRITE)
@require_http_methods(GET_OR_POST)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """What was written as the school will see it, and the button that sends it."""
    visit = visit_for(request, pk, WRITE)
    draft = _draft(visit)
    if visit.state != Visit.State.HELD or draft is None:
        return redirect("visits:write" if visit.state == Visit.State.HELD else "visits:one", pk)
    form = _form(request, visit, draft.boxes, data=boxes.data_of(draft.boxes, draft.note))
    if not form.is_valid():
        return redirect(f"{reverse('visits:write', args=[pk])}?check=1")
    written = form.written(_kept(draft.boxes))
    problem = ""
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            actions.send(
                visit=pk, written=written, seen=int(seen) if seen.isdigit() else 0, by=by(request), at=clock.now()
            )
        except ChangedMeanwhile:
            problem = "What was written has changed meanwhile. Read it again below, then send it."
        except CannotRecord as error:
            problem = str(error)
        else:
            messages.success(
                request, "The visit is sent. What was agreed is on its way, and the head is asked to answer."
            )
            return redirect("visits:one", pk)
    context = {
        "visit": visit,
        "school_name": name_of(visit.school),
        "report": preview(visit, written),
        "draft": draft,
        "version": draft.version,
        "has_note": bool(draft.note) and _few(request, visit),
        "chair": written.chair,
        "problem": problem,
        "section": SECTION,
    }
    return render(request, "visits/send.html", context, status=422 if problem else 200)


def _posted(request: HttpRequest, visit: Visit) -> HttpResponse:
    do = request.POST.get("do", "save")
    said, note = boxes.posted(request.POST), boxes.clean(request.POST.get("note", ""))
    try:
        draft = _keep(request, visit, aloud=True, more=do == "more")
        told = _and_then(request, visit, do)
    except ChangedMeanwhile as error:
        return _both(request, visit, error, said, note)
    except CannotRecord as error:
        messages.error(request, str(error))
        return _page(request, visit, _form(request, visit, said, initial=boxes.initial_of(said)), said, version=0)
    if do == "check":
        form = _form(request, visit, draft.boxes, data=boxes.data_of(draft.boxes, draft.note))
        if not form.is_valid():
            return _page(request, visit, form, draft.boxes, version=draft.version, draft=draft, status=422)
        return redirect("visits:send", visit.pk)
    if do == "files":
        return redirect("visits:files", visit.pk)
    if told:
        messages.success(request, told)
    address = reverse("visits:write", args=[visit.pk])
    return redirect(f"{address}#agreed" if do == "more" else f"{address}#before" if "-" in do else address)


def _and_then(request: HttpRequest, visit: Visit, do: str) -> str:
    """What the pressed button does besides keeping: an earlier task is done, or still stands. Returns what to say."""
    what, _, number = do.partition("-")
    if what not in ("done", "keep") or not number.isdigit():
        return "Saved." if do == "save" else ""
    task = Task.objects.open().at_school(visit.school).filter(pk=int(number)).first()
    if task is None:
        return "That one has been ended already."
    if what == "done":
        came = boxes.clean(request.POST.get(f"came-{number}", ""))
        tasks.end(task=task.pk, version=task.version, done=True, why=came, by=by(request), at=clock.now())
        return f"Done: {task.words}"
    until = _day(request, f"until-{number}")
    if until and until != task.due:
        tasks.change(task=task.pk, version=task.version, due=until, by=by(request), at=clock.now())
    return f"Still to do: {task.words}"


def _keep(request: HttpRequest, visit: Visit, *, aloud: bool, more: bool = False) -> Draft:
    said, version = boxes.posted(request.POST), request.POST.get("version", "")
    if more:
        said["rows"] = [str(boxes.rows_of(said) + 1)]
    do = request.POST.get("do", "")
    if do.startswith("keep-"):
        said["kept"] = sorted({*said.get("kept", []), do.removeprefix("keep-")})
    note = boxes.clean(request.POST["note"]) if "note" in request.POST and _few(request, visit) else None
    return actions.keep(
        visit=visit.pk,
        version=int(version) if version.isdigit() and len(version) < 10 else 0,
        boxes=said,
        note=note,
        aloud=aloud,
        by=by(request),
        at=clock.now(),
    )


def _both(request: HttpRequest, visit: Visit, error: ChangedMeanwhile, said: boxes.Boxes, note: str) -> HttpResponse:
    """Both versions: what the other wrote, and below what this person typed, ready to be saved over it."""
    theirs: object = error.theirs
    if not isinstance(theirs, Draft):  # a task was changed, not the writing
        messages.error(request, str(error))
        return redirect("visits:write", visit.pk)
    form = _form(request, visit, said, initial={**boxes.initial_of(said), "note": note})
    differences = comparing.apart(form, theirs.boxes, said)
    context = {"theirs": theirs, "differences": differences, "clash": str(error)}
    return _page(request, visit, form, said, version=theirs.version, draft=theirs, status=409, **context)


def _page(
    request: HttpRequest,
    visit: Visit,
    form: WritingForm,
    said: Any,
    *,
    version: int,
    draft: Draft | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    kept = set(_kept(said))
    before = [
        {"task": task, "kept": task.pk in kept, "late": task.due < clock.today()}
        for task in Task.objects.open().at_school(visit.school).exclude(source=str(visit)).select_related("owner")
    ]
    context = {
        "visit": visit,
        "school_name": name_of(visit.school),
        "form": form,
        "version": version,
        "draft": draft,
        "before": before,
        "files": visit.attachments.filter(removed__isnull=True).count(),
        "rows": form.rows,
        "parts": [("day", 2), ("month", 2), ("year", 4)],
        "section": SECTION,
        **more,
    }
    return render(request, "visits/write.html", context, status=status)


def _form(request: HttpRequest, visit: Visit, said: Any, **how: Any) -> WritingForm:
    return WritingForm(visit=visit, rows=boxes.rows_of(said), restricted=_few(request, visit), **how)


def _few(request: HttpRequest, visit: Visit) -> bool:
    """Whether this person is one of the few who write and read restricted notes."""
    return bool(rules.has_perm(RESTRICTED, request.user, visit))


def _draft(visit: Visit) -> Draft | None:
    return Draft.objects.select_related("by", "visit").filter(visit=visit).first()


def _kept(said: Any) -> list[int]:
    return [int(one) for one in said.get("kept", []) if one.isascii() and one.isdigit() and len(one) < 10]


def _day(request: HttpRequest, name: str) -> date | None:
    """The day in three boxes. Raises CannotRecord where there is none such."""
    parts = [request.POST.get(f"{name}_{part}", "").strip() for part in ("year", "month", "day")]
    if not any(parts):
        return None
    try:
        return date(*(int(part) for part in parts))
    except (ValueError, OverflowError):
        raise CannotRecord("The new day cannot be read: enter day, month and year, for example 31 8 2026.") from None
