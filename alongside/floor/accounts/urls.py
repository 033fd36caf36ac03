"""The way in. Of allauth's views only those that a partnership needs are reachable, each with its audience."""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import path, re_path

from alongside.floor.accounts import views
from alongside.floor.web.audience import everyone, signed_in

# The names are allauth's: it finds its own pages by them.
urlpatterns = [
    path("", views.account, name="account"),
    path("sign-in/", everyone(allauth.login), name="account_login"),
    path("sign-out/", everyone(allauth.logout), name="account_logout"),
    path("closed/", everyone(allauth.account_inactive), name="account_inactive"),
    path("by-invitation/", views.by_invitation, name="account_signup"),
    path("password/", signed_in(views.change_password), name="account_change_password"),
    path("password/forgotten/", everyone(allauth.password_reset), name="account_reset_password"),
    path("password/forgotten/sent/", everyone(allauth.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/choose/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        everyone(views.choose_password),
        name="account_reset_password_from_key",
    ),
    path(
        "password/chosen/",
        everyone(allauth.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
