"""Setting up, changing and removing a second factor, and its recovery codes. Each leaves its entry in the journal."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from alongside.floor.accounts import actions, second_factor
from alongside.floor.accounts.models import User
from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.audience import signed_in


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Whether one has a second factor, and what to do about it; where who needs one and has not proved it is sent."""
    user = by(request)
    kinds = {one.type: one for one in Authenticator.objects.filter(user=user)}
    codes = kinds.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "totp": kinds.get(Authenticator.Type.TOTP),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "asked": second_factor.is_asked_of(user),
        "proved": second_factor.is_proved(request, user),
        "next": get_next_redirect_url(request) or "",
    }
    return render(request, "mfa/index.html", context)


class Authenticate(AuthenticateView):
    """The code after the password."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        _note_code(form, self.stage.login.user)
        return super().form_valid(form)


class Reauthenticate(ReauthenticateView):
    """The code again, before something that matters, or in a session that was opened without."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        _note_code(form, by(self.request))
        return super().form_valid(form)


class SetUp(ActivateTOTPView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        user, at = by(self.request), clock.now()
        answer = super().form_valid(form)
        second_factor.prove(self.request, user)
        actions.note_second_factor(user=user, what="set-up", by=user, at=at)
        if self.did_generate_recovery_codes:
            actions.note_second_factor(user=user, what="codes-made", by=user, at=at)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"picture": _drawn(context["totp_svg"]), "secret": _in_fours(context["form"].secret)}


class Remove(DeactivateTOTPView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        second_factor.unprove(self.request)
        actions.note_second_factor(user=by(self.request), what="removed", by=by(self.request), at=clock.now())
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"asked": second_factor.is_asked_of(self.request.user)}


class NewCodes(GenerateRecoveryCodesView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        actions.note_second_factor(user=by(self.request), what="codes-made", by=by(self.request), at=clock.now())
        return answer


def _note_code(form: Any, user: User) -> None:
    if form.authenticator.type == Authenticator.Type.RECOVERY_CODES:
        actions.note_second_factor(user=user, what="code-used", by=user, at=clock.now())


def _drawn(svg: str) -> SafeString:
    """The picture without the declaration of its file, to stand inside the page: the policy of contents allows no
    picture from `data:`."""
    inside = svg[svg.index("<svg") :].replace("<svg ", '<svg role="img" aria-label="The code to scan" class="qr" ', 1)
    return mark_safe(inside)  # drawn by the library from a secret of ours


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


authenticate = Authenticate.as_view()
reauthenticate = Reauthenticate.as_view()
set_up = SetUp.as_view()
remove = Remove.as_view()
new_codes = NewCodes.as_view()
codes = ViewRecoveryCodesView.as_view()
download_codes = DownloadRecoveryCodesView.as_view()
