"""The forms of allauth in our words, each field with a label and no placeholder."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.forms import Form

_HINT = (
    "At least 12 characters. Three or four words that you alone would put together are easy to remember "
    "and hard to guess."
)


def _worded(form: Form, **labels: str) -> None:
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""
        field.label = labels.get(name, field.label)
        field.error_messages["required"] = f"Enter {_the(str(field.label))}"


def _the(label: str) -> str:
    return label[0].lower() + label[1:] if label.startswith(("Your ", "A ", "The ")) else f"your {label.lower()}"


class SignIn(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, login="E-mail address", password="Password")


class Forgotten(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, email="E-mail address")


class Choose(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, password1="Your new password", password2="The new password again")
        self.fields["password1"].help_text = _HINT


class Change(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(
            self,
            oldpassword="Your present password",
            password1="Your new password",
            password2="The new password again",
        )
        self.fields["password1"].help_text = _HINT


class Confirm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, password="Your present password")


class _Code(Form):
    """A code from the app: digits, filled in by the telephone where it can."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, code="Code")
        self.fields["code"].error_messages["required"] = "Enter the code that your app shows"
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": 20}


class Code(_Code, AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "Six digits from your app, or one of your recovery codes"


class CodeAgain(_Code, ReauthenticateByCodeForm):
    pass


class FirstCode(_Code, ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "The six digits that your app shows now"
