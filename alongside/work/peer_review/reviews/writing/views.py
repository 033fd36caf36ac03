"""The days at the school: findings box by box, kept while they are typed; the summary; the report is agreed; then the
school's answer, and what a reviewer learned."""

from __future__ import annotations

import re
from typing import Any

import rules
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.audit.editing import ChangedMeanwhile
from alongside.floor.kernel import clock
from alongside.floor.web.audience import permitted
from alongside.floor.web.words import moment
from alongside.work.peer_review.reviews import actions
from alongside.work.peer_review.reviews import forms as own
from alongside.work.peer_review.reviews.asking import GET_OR_POST, does_one_thing, review_for
from alongside.work.peer_review.reviews.models import Draft, Part, Review
from alongside.work.peer_review.reviews.permissions import OWN, SEE, WRITE, member_of
from alongside.work.peer_review.reviews.views import page_of, parts_for

Kind = Part.Kind
SLOT = re.compile(r"(?:strength|next)-[a-z0-9-]{1,40}|part-\d{1,9}|summary|reply|reflection")


@permitted(WRITE)
@require_safe
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The model's questions with what has been found so far: where to write next."""
    review = review_for(request, pk, WRITE)
    return render(request, "reviews/write.html", page_of(request, review))


@permitted(WRITE)
@require_http_methods(GET_OR_POST)
def finding(request: HttpRequest, pk: int, kind: str, question: str) -> HttpResponse:
    """One finding: a strength, or what to think about next, to one question."""
    review = review_for(request, pk, WRITE)
    model, asked = review.review_model, review.review_model.question(question)
    called = model.findings.get(kind)  # type: ignore[call-overload]  # what stands in an address
    if asked is None or called is None:
        raise Http404("That is no question of this review.")

    def did(form: own.FindingForm) -> str:
        said = form.cleaned_data
        actions.write_finding(
            review=pk,
            question=question,
            kind=kind,
            words=said["words"],
            excellent=said.get("excellent", False),
            by=by(request),
            at=clock.now(),
        )
        return f"{called.name}: written."

    make = _made(
        request, review, f"{kind}-{question}", label=called.name, hint=called.says, finding=kind == Kind.STRENGTH
    )
    return _typed(request, review, make, did, title=asked.words, hint=asked.hint, slot=f"{kind}-{question}")


@permitted(WRITE)
@require_http_methods(GET_OR_POST)
def mend(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """A finding or the summary, written anew. What another wrote meanwhile is shown beside."""
    review = review_for(request, pk, WRITE)
    found = get_object_or_404(review.parts.filter(kind__in=[Kind.STRENGTH, Kind.NEXT, Kind.SUMMARY]), pk=part)

    def did(form: own.FindingForm) -> str:
        said = form.cleaned_data
        actions.mend_finding(
            finding=part,
            version=said["seen"],
            words=said["words"],
            excellent=said.get("excellent", False),
            by=by(request),
            at=clock.now(),
        )
        return "Written anew."

    called = review.review_model.findings.get(found.kind)  # type: ignore[call-overload]
    make = _made(
        request,
        review,
        f"part-{part}",
        label=called.name if called else found.get_kind_display(),
        part=found,
        finding=found.kind == Kind.STRENGTH,
    )
    asked = review.review_model.question(found.question)
    return _typed(request, review, make, did, title=asked.words if asked else "The summary", slot=f"part-{part}")


@permitted(WRITE)
@require_http_methods(GET_OR_POST)
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole in a few sentences."""
    review = review_for(request, pk, WRITE)
    there = review.parts.filter(kind=Kind.SUMMARY).first()
    if there:
        return mend(request, pk, there.pk)

    def did(form: own.FindingForm) -> str:
        actions.summarise(review=pk, words=form.cleaned_data["words"], by=by(request), at=clock.now())
        return "The summary is written."

    make = _made(request, review, "summary", label="Summary", hint="The whole in a few sentences.")
    return _typed(request, review, make, did, title="The summary", slot="summary")


@permitted(SEE)
@require_POST
def keep(request: HttpRequest, pk: int, slot: str) -> JsonResponse:
    """Keep what is typed, by itself while somebody types. 409 where it was typed on elsewhere meanwhile, 422 where it
    can no longer be written."""
    review = review_for(request, pk)
    if not SLOT.fullmatch(slot) or not _may_type(request, review):
        return JsonResponse({"says": "This can no longer be written."}, status=422)
    version = request.POST.get("version", "")
    words = request.POST.get("words", "").replace("\r\n", "\n").replace("\x00", "")[: own.LONGEST]
    try:
        draft = actions.keep(
            review=pk,
            slot=slot,
            version=int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0,
            words=words,
            by=by(request),
            at=clock.now(),
        )
    except ChangedMeanwhile:
        return JsonResponse({"says": "You have typed here on another device. Open the page again."}, status=409)
    return JsonResponse({"version": draft.version, "says": f"Kept for you, {moment(draft.at)}"})


@permitted(OWN)
@require_http_methods(GET_OR_POST)
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """The school reads the report through and agrees that it is its report."""
    review = review_for(request, pk, OWN)

    def did(form: own.SeenForm) -> str:
        version = form.cleaned_data["seen"]
        actions.agree_report(review=pk, version=version, by=by(request), at=clock.now())
        return (
            "The report is your school’s. Nobody but you and the reviewers reads it, until you give a part to somebody."
        )

    return does_one_thing(
        request,
        review,
        lambda data: own.SeenForm(data, initial={"seen": review.version}),
        did,
        title="Agree the report",
        button="This is our report",
        template="reviews/agree.html",
        report=page_of(request, review),
    )


@permitted(OWN)
@require_http_methods(GET_OR_POST)
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The right of reply."""
    review = review_for(request, pk, OWN)

    def did(form: own.WordsForm) -> str:
        actions.reply(review=pk, words=form.cleaned_data["words"], by=by(request), at=clock.now())
        return "Your answer stands with the report."

    hint = "It stands beside the report. The reviewers read it; who else does is yours to say."
    make = _made(request, review, "reply", label="What does the school say to it?", hint=hint)
    return _typed(request, review, make, did, title="Answer the report", slot="reply")


@permitted(SEE)
@require_http_methods(GET_OR_POST)
def reflect(request: HttpRequest, pk: int) -> HttpResponse:
    """A reviewer says what they learned."""
    review = review_for(request, pk)
    seat = member_of(request.user, review)
    if seat is None:
        raise Http404("Only a reviewer says what they learned.")
    there = next((one for one in parts_for(request, review) if one.person_id == seat.person_id), None)

    def did(form: own.WordsForm) -> str:
        words = form.cleaned_data["words"]
        actions.reflect(review=pk, reviewer=seat.person, words=words, by=by(request), at=clock.now())
        return "Kept. Only you and the head of the school read it."

    hint = "Only you and the head of the school that you reviewed read it."
    make = _made(request, review, "reflection", label="What do you take home?", hint=hint, part=there)
    return _typed(request, review, make, did, title="What I learned", slot="reflection")


def _may_type(request: HttpRequest, review: Review) -> bool:
    if rules.has_perm(WRITE, request.user, review):
        return True
    is_over = review.state == Review.State.AGREED
    return is_over and (rules.has_perm(OWN, request.user, review) or member_of(request.user, review) is not None)


def _made(
    request: HttpRequest,
    review: Review,
    slot: str,
    *,
    label: str,
    hint: str = "",
    part: Part | None = None,
    finding: bool = False,
) -> Any:
    """The form, beginning with what was being typed, else with what stands."""
    draft = _draft(request, review, slot)
    words = draft.words if draft else part.words if part else ""
    initial = {"words": words, "seen": part.version if part else 0, "excellent": bool(part and part.excellent)}
    return lambda data: own.FindingForm(data, label=label, hint=hint, is_strength=finding, initial=initial)


def _typed(
    request: HttpRequest, review: Review, make: Any, did: Any, *, title: str, slot: str, hint: str = ""
) -> HttpResponse:
    """A page with one box that keeps itself."""
    draft = _draft(request, review, slot)
    on = review.state == Review.State.ON and slot not in ("reply", "reflection")
    return does_one_thing(
        request,
        review,
        make,
        did,
        title=title,
        button="Write it down",
        template="reviews/typing.html",
        to=reverse("reviews:write" if on else "reviews:one", args=[review.pk]),
        slot=slot,
        draft=draft,
        draft_version=draft.version if draft else 0,
        lede=hint,
    )


def _draft(request: HttpRequest, review: Review, slot: str) -> Draft | None:
    found: Draft | None = review.drafts.filter(slot=slot, by=request.user.pk).first()
    return found
