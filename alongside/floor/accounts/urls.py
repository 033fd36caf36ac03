"""The way in. Of allauth's views only those that a partnership needs are reachable, each with its audience."""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import path, re_path

from alongside.floor.accounts import second_factor_views as second_factor
from alongside.floor.accounts import seeing_views, views
from alongside.floor.web.audience import everyone, signed_in
from alongside.floor.web.device import forgotten

# The names are allauth's: it finds its own pages by them.
urlpatterns = [
    path("", views.account, name="account"),
    path("sign-in/", everyone(allauth.login), name="account_login"),
    path("sign-out/", everyone(forgotten(allauth.logout)), name="account_logout"),
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
    path("confirm/", signed_in(allauth.reauthenticate), name="account_reauthenticate"),
    path("signed-in/", views.signed_in_where, name="account_sessions"),
    path("sign-in/code/", everyone(second_factor.authenticate), name="mfa_authenticate"),
    path("confirm/code/", signed_in(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/", second_factor.overview, name="mfa_index"),
    path("second-factor/set-up/", signed_in(second_factor.set_up), name="mfa_activate_totp"),
    path("second-factor/remove/", signed_in(second_factor.remove), name="mfa_deactivate_totp"),
    path("second-factor/codes/", signed_in(second_factor.codes), name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", signed_in(second_factor.new_codes), name="mfa_generate_recovery_codes"),
    path("second-factor/codes.txt", signed_in(second_factor.download_codes), name="mfa_download_recovery_codes"),
    path("see-as/stop/", seeing_views.stop, name="see-as-stop"),
    path("see-as/<int:urn>/", seeing_views.start, name="see-as"),
]
