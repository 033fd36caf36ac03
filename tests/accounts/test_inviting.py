"""Accounts are made by invitation, and every invitation is in the journal."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from alongside.floor.accounts import actions
from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Post
from alongside.floor.audit.models import Entry
from alongside.floor.mail.models import Letter
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.sample")]

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 10, tzinfo=UTC)


STAFF, OFFICER = Post("staff", "partnership"), Post("data-officer", "partnership")


def invite(email: str = "new@partnership.example", **more: Any) -> tuple[User, str]:
    return actions.invite(**{"email": email, "posts": [STAFF], "by": None, "at": NOW, **more})


def roles_of(user: User) -> list[str]:
    return [post.role for post in user.posts_on(date(2027, 1, 1))]


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("invite", *arguments, stdout=said)
    return said.getvalue()


def test_an_invitation_makes_an_account_without_a_password() -> None:
    user, _ = invite("New.Person@Partnership.Example", name="  New Person ")
    assert (user.email, user.name, roles_of(user)) == ("new.person@partnership.example", "New Person", ["staff"])
    assert not user.has_usable_password()
    assert user.invited_at == NOW


def test_an_invitation_is_in_the_journal(ruth: User) -> None:
    user, _ = invite(by=ruth)
    entry = Entry.objects.get()
    assert (entry.action, entry.subject, entry.by, entry.at) == ("account.invited", f"account {user.pk}", ruth, NOW)
    assert entry.details.said == {"email": user.email, "name": "", "posts": user.posts, "active": True}


def test_inviting_again_renews_the_link_and_ends_the_old_one(visitor: Client) -> None:
    _, old = invite()
    user, new = invite(at=LATER)
    assert User.objects.count() == 1
    assert user.invited_at == LATER
    assert "This link no longer works" in visitor.get(old).content.decode()
    assert "Choose your password" in visitor.get(new, follow=True).content.decode()
    assert [entry.action for entry in Entry.objects.all()] == ["account.invited", "account.invited-again"]


def test_inviting_again_changes_the_roles_and_says_so() -> None:
    before, _ = invite()
    user, _ = invite(posts=[OFFICER], at=LATER)
    assert roles_of(user) == ["data-officer"]
    assert Entry.objects.last().details.said["changed"] == {"posts": [before.posts, user.posts]}


def test_inviting_again_without_a_word_on_roles_leaves_them() -> None:
    invite()
    user, _ = invite(posts=None, at=LATER)
    assert roles_of(user) == ["staff"]


def test_inviting_somebody_who_has_a_password_leaves_it_alone(ruth: User) -> None:
    invite(ruth.email)
    ruth.refresh_from_db()
    assert ruth.check_password(PASSWORD)
    assert ruth.name == "Ruth"


def test_inviting_opens_a_closed_account_again(ruth: User) -> None:
    actions.close(user=ruth, by=None, at=NOW)
    invite(ruth.email)
    ruth.refresh_from_db()
    assert ruth.is_active
    assert Entry.objects.last().details.said["changed"] == {"active": [False, True]}


@pytest.mark.parametrize(
    ("email", "says"),
    [
        ("not-an-address", "'not-an-address' is not an e-mail address"),
        ("", "is not an e-mail address"),
        ("a" * 250 + "@partnership.example", "The address may have 254 characters"),
    ],
)
def test_what_is_wrong_with_an_invitation_is_said_and_nothing_is_made(email: str, says: str) -> None:
    with pytest.raises(actions.CannotInvite, match=re.escape(says)):
        invite(email)
    assert not User.objects.exists()
    assert not Entry.objects.exists()


def test_too_long_a_name_is_refused() -> None:
    with pytest.raises(actions.CannotInvite, match="120"):
        invite(name="N" * 121)


def test_two_accounts_cannot_differ_by_capitals_alone(ruth: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="RUTH@partnership.example", invited_at=NOW)


def test_the_command_prints_the_link() -> None:
    said = run("new@partnership.example", "--role", "staff", "--name", "New Person")
    assert "New Person is invited as staff." in said
    assert "http://127.0.0.1:8000/account/password/choose/" in said


def test_the_command_gives_another_role_beside_the_first(ruth: User) -> None:
    said = run(ruth.email, "--role", "data-officer")
    assert "Ruth already had an account, and is data officer. The invitation is renewed." in said
    ruth.refresh_from_db()
    assert roles_of(ruth) == ["staff", "data-officer"]


def test_the_command_gives_no_role_twice(ruth: User) -> None:
    assert "Ruth already had an account, and is staff." in run(ruth.email, "--role", "staff")
    ruth.refresh_from_db()
    assert roles_of(ruth) == ["staff"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--role", "wizard"], "There is no role 'wizard'. Choose one of: head, chair"),
        (["--role", "head"], "Headteacher is held at: school; not at: partnership."),
        (["--role", "staff", "--school", "100001"], "Staff is held at: partnership; not at: school."),
        (["--role", "head", "--school", "100001", "--kind", "good"], "Headteacher has no kind 'good'."),
        (["--role", "board-member", "--body", "x"], "There is no body “x”."),
    ],
)
def test_the_command_refuses_a_role_that_cannot_be_held_there(options: list[str], says: str) -> None:
    with pytest.raises(CommandError, match=re.escape(says)):
        run("new@partnership.example", *options)
    assert not User.objects.exists()
    assert not Entry.objects.exists()


def test_the_command_sends_the_invitation_where_mail_is_set_up(mailoutbox: list[Any]) -> None:
    said = run("new@partnership.example", "--role", "staff", "--name", "New Person")
    (letter,) = mailoutbox
    assert letter.to == ["new@partnership.example"]
    assert "Dear New Person" in letter.body
    assert letter.body.split("http")[1].split()[0] in said


def test_the_command_says_that_no_mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "pass the link on yourself" in run("new@partnership.example", "--role", "staff")


def test_the_command_says_that_the_letter_waits_until_a_worker_sends_it(settings: Any, mailoutbox: list[Any]) -> None:
    settings.EMAIL_BACKEND = "alongside.floor.mail.backend.Outbox"
    said = run("new@partnership.example", "--role", "staff")
    assert "A letter with it waits to be sent to new@partnership.example" in said
    assert Letter.objects.get().state == Letter.State.WAITING
    assert mailoutbox == []


def test_the_command_refuses_with_a_sentence() -> None:
    with pytest.raises(CommandError, match="is not an e-mail address"):
        run("nonsense", "--role", "staff")
