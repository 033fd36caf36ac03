"""The only writes to accounts. Each leaves its entry in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, models, transaction
from django.urls import reverse

from alongside.floor.accounts.models import SignedIn, User, written
from alongside.floor.accounts.roles import Post
from alongside.floor.audit import journal
from alongside.floor.kernel.refusals import CannotRecord

_LONGEST_NAME = 120


class CannotInvite(CannotRecord):
    """What is wrong with the invitation, and what to do."""


@transaction.atomic
def invite(
    *, email: str, by: User | None, at: datetime, name: str = "", posts: Sequence[Post] | None = None
) -> tuple[User, str]:
    """Make an account, or renew its invitation, and return it with the path at which a password is chosen.

    The path works once, for three days (PASSWORD_RESET_TIMEOUT). Inviting an address again makes a new one, which ends
    the old one while no password was chosen. `posts`: the roles held; None leaves them as they are. Raises
    CannotInvite.
    """
    email, name = _checked(email, name)
    accounts = User.objects.select_for_update().filter(email__iexact=email)
    user = accounts.first()
    if user is None:
        try:
            with transaction.atomic():
                user = User.objects.create_user(email, name=name, posts=_kept(posts or ()), invited_at=at)
        except IntegrityError:  # somebody else invited them in this very moment
            user = accounts.get()
        else:
            journal.record(action="account.invited", subject=_subject(user), by=by, at=at, details=_details(user))
            return user, _path_to_choose(user)
    _renew(user, posts=posts, name=name, by=by, at=at)
    return user, _path_to_choose(user)


@transaction.atomic
def give_posts(*, user: User, posts: Sequence[Post], by: User | None, at: datetime) -> None:
    """Write on an account which roles its owner holds, and over which periods. The same again changes nothing."""
    before, now = user.posts, _kept(posts)
    if before == now:
        return
    user.posts = now
    user.save(update_fields=["posts"])
    details = {"email": user.email, "before": before, "now": now}
    journal.record(action="account.roles-given", subject=_subject(user), by=by, at=at, details=details)


@transaction.atomic
def close(*, user: User, by: User | None, at: datetime) -> None:
    """Close an account: its owner is signed out everywhere at once. What they did stays. `invite` opens it again."""
    if not user.is_active:
        return
    user.is_active = False
    user.save(update_fields=["is_active"])
    journal.record(action="account.closed", subject=_subject(user), by=by, at=at, details=_details(user))


@transaction.atomic
def set_password(*, user: User, password: str, by: User | None, at: datetime) -> None:
    """Give an account a password that is known beforehand. For the accounts of the demo, which are nobody's."""
    user.set_password(password)
    user.save(update_fields=["password"])
    journal.record(action="account.password-given", subject=_subject(user), by=by, at=at, details={})


def note_password_chosen(*, user: User, by: User | None, at: datetime) -> None:
    """Somebody chose a password for their own account: by invitation, after forgetting it, or to change it."""
    journal.record(action="account.password-chosen", subject=_subject(user), by=by, at=at, details={})


@transaction.atomic
def note_second_factor(*, user: User, what: str, by: User | None, at: datetime) -> None:
    """Something happened to somebody's second factor: `set-up`, `removed`, `codes-made`, `code-used`. What was set up
    is kept by the library that checks it, and never in the journal."""
    journal.record(action=f"account.second-factor-{what}", subject=_subject(user), by=by, at=at, details={})


@transaction.atomic
def remove_second_factor(*, user: User, by: User | None, at: datetime) -> bool:
    """For somebody who has lost both their telephone and their recovery codes. They are signed out everywhere, and set
    up another when they sign in. False where there was none."""
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if removed:
        _sign_out(user.signed_in.all())
        note_second_factor(user=user, what="removed", by=by, at=at)
    return bool(removed)


@transaction.atomic
def note_signed_in(*, user: User, key: str, device: str, by: User | None, at: datetime) -> None:
    """Remember that somebody is signed in with a browser, and forget those that they have left. The journal tells of no
    signing in: when and where people work is nobody's business."""
    user.signed_in.exclude(key__in=Session.objects.values("session_key")).delete()
    SignedIn.objects.update_or_create(key=key, defaults={"user": user, "device": device, "at": at})


def forget_signed_in(*, key: str, by: User | None, at: datetime) -> None:
    """A session was ended by whoever had it."""
    SignedIn.objects.filter(key=key).delete()


@transaction.atomic
def sign_out_elsewhere(*, user: User, keep: str, by: User | None, at: datetime) -> int:
    """End somebody's sessions but the one of this key. How many there were."""
    others = user.signed_in.exclude(key=keep)
    count = _sign_out(others)
    if count:
        journal.record(
            action="account.signed-out-elsewhere", subject=_subject(user), by=by, at=at, details={"browsers": count}
        )
    return count


@transaction.atomic
def start_seeing_as(*, school: int, name: str, by: User, at: datetime) -> None:
    """Somebody begins to see the pages as a school sees them."""
    journal.record(action="account.seeing-as-begun", subject=f"school {school}", by=by, at=at, details={"name": name})


@transaction.atomic
def stop_seeing_as(*, school: int, why: str, by: User, at: datetime) -> None:
    """They see them as themselves again. `why`: they said so, signed out, the time was over, or they may no longer."""
    journal.record(action="account.seeing-as-ended", subject=f"school {school}", by=by, at=at, details={"why": why})


def _sign_out(which: models.QuerySet[SignedIn]) -> int:
    keys = list(which.values_list("key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    which.delete()
    return len(keys)


def _checked(email: str, name: str) -> tuple[str, str]:
    email, name = email.strip().lower(), name.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise CannotInvite(
            f"{email!r} is not an e-mail address. It should read like ruth@partnership.example."
        ) from None
    if len(email) > 254 or len(name) > _LONGEST_NAME:
        raise CannotInvite(f"The address may have 254 characters, the name {_LONGEST_NAME}.")
    return email, name


def _renew(user: User, *, posts: Sequence[Post] | None, name: str, by: User | None, at: datetime) -> None:
    before = _details(user)
    user.name, user.is_active, user.invited_at = name or user.name, True, at
    if posts is not None:
        user.posts = _kept(posts)
    if not user.has_usable_password():
        user.set_unusable_password()  # it is salted, so that the link sent before no longer works
    user.save()
    after = _details(user)
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    journal.record(
        action="account.invited-again", subject=_subject(user), by=by, at=at, details=after | {"changed": changed}
    )


def _kept(posts: Sequence[Post]) -> list[dict[str, Any]]:
    return [written(post) for post in posts]


def _details(user: User) -> dict[str, Any]:
    return {"email": user.email, "name": user.name, "posts": user.posts, "active": user.is_active}


def _subject(user: User) -> str:
    return f"account {user.pk}"


def _path_to_choose(user: User) -> str:
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )
