"""A person's own account, and the pages of allauth that must leave a trace in the journal."""

from __future__ import annotations

from typing import Any

from allauth.account.views import PasswordChangeView, PasswordResetFromKeyView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.floor.accounts import actions
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
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        actions.note_password_chosen(user=self.request.user, by=self.request.user, at=clock.now())
        return super().form_valid(form)


choose_password = ChoosePassword.as_view()
change_password = ChangePassword.as_view()
