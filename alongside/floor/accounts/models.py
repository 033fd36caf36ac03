"""The user: an e-mail address, a name, and the roles that they hold."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Lower

from alongside.floor.accounts.context import posts_of
from alongside.floor.accounts.roles import Post, roles


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def holding(self, role: str, *, on: date) -> list[User]:
        """The open accounts whose owner holds a role on a day, by address."""
        open_accounts = self.filter(is_active=True).exclude(posts=[]).order_by("email")
        return [user for user in open_accounts if any(post.role == role for post in user.posts_on(on))]


class User(AbstractBaseUser):
    """A person who signs in.

    `posts`: the roles that they hold, as the package that keeps people posted them here, so that no page asks the
    database who is asking (docs/decisions.md).
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    posts = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    is_active = models.BooleanField(default=True)
    invited_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_address")]

    def __str__(self) -> str:
        return self.name or self.email

    def posts_on(self, day: date) -> tuple[Post, ...]:
        """The roles held on a day, in the order in which they were posted."""
        return tuple(post for post in map(_read, self.posts) if post.held_on(day))

    @property
    def is_office(self) -> bool:
        """Works in the partnership's office today: sees verdicts, the list and the Data page."""
        return any(post.role in roles().office for post in posts_of(self))

    @property
    def titles(self) -> str:
        """What they are today, for the head of every page: “district lead, headteacher”; empty where nothing."""
        known = roles().roles
        titles = [known[post.role].title for post in posts_of(self) if post.role in known]
        return ", ".join(dict.fromkeys(titles))


class SignedIn(models.Model):
    """Where somebody is signed in: one row for each browser that still is. Neither the address of the machine nor what
    was done there is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="signed_in")
    key = models.CharField(max_length=40, unique=True, help_text="of the session in django_session")
    device = models.CharField(max_length=60, help_text="the browser and the system, in words: Firefox on Windows")
    at = models.DateTimeField(help_text="when they signed in")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} with {self.device}"


def written(post: Post) -> dict[str, Any]:
    """A post as it is kept on the account."""
    kept = asdict(post)
    for name in ("since", "until"):
        kept[name] = kept[name].isoformat() if kept[name] else None
    return kept


def _read(kept: dict[str, Any]) -> Post:
    days = {name: date.fromisoformat(kept[name]) if kept.get(name) else None for name in ("since", "until")}
    return Post(**{**kept, **days})
