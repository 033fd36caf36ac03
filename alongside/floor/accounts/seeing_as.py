"""See the pages as a school sees them: as its headteacher would, were they nobody in particular.

Whoever the policy lets (`people.see-as`) is, until they stop, shown what the roles of the school's head show. They are
not the head: what a head said in confidence stays the head's. Nothing can be changed meanwhile: forms are refused, and
what the mere look at a page would write down (a letter that was opened) is taken back. Beginning and end are
journalled.

Nobody down here knows a school: `knowledge` says at start-up how one is found (`find_by`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import rules
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.floor.accounts import actions
from alongside.floor.accounts.models import User, written
from alongside.floor.accounts.roles import Place, Post
from alongside.floor.kernel import clock

PERMISSION = "people.see-as"
LONGEST = timedelta(hours=1)
_KEY = "seeing_as"
_ALLOWED = ("see-as-stop", "account_logout")  # forms that may be sent meanwhile
_OWN = ("account", "mfa_")  # pages about the account of whoever looks, which is not the school's


@dataclass(frozen=True, slots=True)
class School:
    """The school as which somebody sees."""

    urn: int
    name: str
    district: str
    contract: bool

    @property
    def place(self) -> Place:
        return Place(school=self.urn, district=self.district, contract=self.contract)


_finders: list[Callable[[int], School | None]] = []


def find_by(finder: Callable[[int], School | None]) -> None:
    """How a school is found by its URN. From ready()."""
    _finders[:] = [finder]


def found(urn: int) -> School | None:
    return _finders[0](urn) if _finders else None


def start(request: HttpRequest, school: School, by: User) -> None:
    """From the next page on."""
    at = clock.now()
    actions.start_seeing_as(school=school.urn, name=school.name, by=by, at=at)
    request.session[_KEY] = asdict(school) | {"since": at.isoformat()}


def stop(request: HttpRequest, by: User, why: str) -> int | None:
    """The URN of the school as which they saw, None where they saw as themselves."""
    kept = request.session.pop(_KEY, None)
    if kept is None:
        return None
    actions.stop_seeing_as(school=kept["urn"], why=why, by=by, at=clock.now())
    return int(kept["urn"])


class SeeingAs:
    """Middleware: puts somebody with the head's roles in the place of whoever asks. After that of the second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        # Who is not signed in has no such session, and most who are: nothing is asked of the database for them.
        if _KEY not in request.session or not isinstance(user := request.user, User):
            return None
        school = self._school(request, user)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if school is None or name in _ALLOWED:
            return None
        request.seeing_as = school  # type: ignore[attr-defined]
        request.user = _ghost(school, clock.now())
        if request.method not in ("GET", "HEAD", "OPTIONS") or name.startswith(_OWN):
            return render(request, "account/seeing_as_only.html", status=403)
        with transaction.atomic():
            try:
                return _complete(view(request, *args, **kwargs))
            finally:
                transaction.set_rollback(True)

    @staticmethod
    def _school(request: HttpRequest, user: User) -> School | None:
        """The school, unless the hour is over or they may see it so no longer: then that is the end of it."""
        kept = dict(request.session[_KEY])
        since = datetime.fromisoformat(kept.pop("since"))
        school = School(**kept)
        if not rules.has_perm(PERMISSION, user, school.place):
            stop(request, user, "they may no longer")
        elif not since <= clock.now() <= since + LONGEST:
            stop(request, user, "the hour was over")
        else:
            return school
        return None


def _ghost(school: School, at: datetime) -> User:
    """Somebody without an account who leads this school. No row of the database is theirs."""
    ghost = User(pk=-1, name=f"The head of {school.name}", email="", invited_at=at)
    ghost.posts = [written(Post("head", "school", str(school.urn)))]
    ghost._state.adding = False
    return ghost


def _complete(response: Any) -> HttpResponse:
    """The answer in full before what was written is taken back."""
    if hasattr(response, "render") and not response.is_rendered:
        response.render()
    return response
