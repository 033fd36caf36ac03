"""A person's own account, and the pages of allauth that must leave a trace in the journal."""

from __future__ import annotations

from typing import Any

from allauth.account.views import PasswordChangeView, PasswordResetFromKeyView
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts import actions, sessions
from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.audience import everyone, signed_in


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "account/account.html")


@everyone
def by_invitation(request: HttpRequest) -> HttpResponse:
    """Where allauth would let people sign up."""
    return render(request, "account/signup_closed.html")


class ChoosePassword(PasswordResetFromKeyView):
    """By the link of an invitation, or after a forgotten password."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        actions.note_password_chosen(user=self.reset_user, by=self.reset_user, at=clock.now())
        return super().form_valid(form)


class ChangePassword(PasswordChangeView):
    """Who changes the password is signed out everywhere else."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        user, at = by(self.request), clock.now()
        actions.note_password_chosen(user=user, by=user, at=at)
        answer = super().form_valid(form)
        sessions.note(self.request, user)  # its key is another now
        actions.sign_out_elsewhere(user=user, keep=str(self.request.session.session_key), by=user, at=at)
        return answer


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def signed_in_where(request: HttpRequest) -> HttpResponse:
    """With which browsers one is signed in; and the end of all others."""
    user, here = by(request), str(request.session.session_key)
    if request.method == "POST":
        count = actions.sign_out_elsewhere(user=user, keep=here, by=user, at=clock.now())
        messages.success(request, _ended(count))
        return redirect("account_sessions")
    found = sessions.open_sessions(user)
    others = [one for one in found if one.key != here]
    this = next((one for one in found if one.key == here), None)
    return render(request, "account/sessions.html", {"this": this, "others": others})


def _ended(count: int) -> str:
    if not count:
        return "You are signed in nowhere else."
    return f"You are signed out {'of the other browser' if count == 1 else f'of {count} other browsers'}."


choose_password = ChoosePassword.as_view()
change_password = ChangePassword.as_view()
