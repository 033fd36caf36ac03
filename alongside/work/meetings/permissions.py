"""Who may do what with meetings: what the roles grant, and besides whoever is invited to them.

A role that a kind of meeting invites (policies/meetings.yaml) makes its holder a member of the series: a head is one of
the District Strategy Group of the school's district, and of the meetings of each circle that the school belongs to.
Somebody may also be invited by name; and whoever leads a circle runs its meetings.
"""

from __future__ import annotations

from typing import Any

import rules

from alongside.floor.accounts.context import posts_of
from alongside.floor.accounts.permissions import granted, reach
from alongside.floor.accounts.roles import Place
from alongside.knowledge.schools.places import places_of
from alongside.work.meetings.models import Part, Series
from alongside.work.meetings.policies import meetings
from alongside.work.ties.models import Tie

WHERE = {"district": ("district", "school"), "circle": ("school",), "body": ("body",)}


def could_be_member(user: Any) -> bool:
    """Whether some kind of meeting invites a role that this person holds. Asks the database nothing."""
    held = {(post.role, post.scope) for post in posts_of(user)}
    return any(
        (role, scope) in held for kind in meetings().kinds.values() for role in kind.invites for scope in WHERE[kind.of]
    )


def is_member(user: Any, series: Series) -> bool:
    """Whether this person holds a role that the series invites. One query where the role is held at a school."""
    posts = [post for post in posts_of(user) if post.role in series.rules.invites]
    if series.body:
        return any(post.scope == "body" and post.key == series.body.key for post in posts)
    if any(post.scope == "district" and post.key == series.district for post in posts):
        return True
    schools = {int(post.key) for post in posts if post.scope == "school"}
    if series.circle:
        return bool(schools) and circles(schools).filter(circle=series.circle).exists()
    return any(place.district == series.district for place in places_of(schools).values()) if schools else False


def districts_of(user: Any) -> set[str]:
    """The districts whose groups somebody belongs to by their roles. One query where a role is held at a school."""
    invited = {role for kind in meetings().kinds.values() if kind.of == "district" for role in kind.invites}
    posts = [post for post in posts_of(user) if post.role in invited]
    found = {post.key for post in posts if post.scope == "district"}
    schools = {int(post.key) for post in posts if post.scope == "school"}
    if schools:
        found |= {place.district for place in places_of(schools).values() if place.district}
    return found


def circles(schools: set[int]) -> Any:
    """The open ties of these schools to circles."""
    return Tie.objects.standing().filter(school__in=schools, until__isnull=True).exclude(circle="")


def circles_of(user: Any) -> Any:
    """A query of the circles whose meetings somebody belongs to by their roles; of none where no school is theirs."""
    invited = {role for kind in meetings().kinds.values() if kind.of == "circle" for role in kind.invites}
    schools = {int(post.key) for post in posts_of(user) if post.role in invited and post.scope == "school"}
    return circles(schools).values("circle") if schools else Tie.objects.none().values("circle")


def leads(user: Any, series: Series | None = None) -> bool:
    """Whether this person leads a circle that meets: this one, or any."""
    if not getattr(user, "is_authenticated", False):
        return False
    if series is not None:
        return bool(series.circle and series.lead and series.lead.user_id == user.pk)
    return Series.objects.going_on().exclude(circle="").filter(lead__user=user).exists()


def is_invited(user: Any, series: Series) -> bool:
    """Whether this person was invited to a meeting of the series by name."""
    if not getattr(user, "is_authenticated", False):
        return False
    return Part.objects.filter(meeting__series=series, person__user=user, withdrawn=False).exists()


@rules.predicate
def sees(user: Any, thing: Any = None) -> bool:
    """By role; or as a member of the series, or because they were invited to it."""
    by_role = granted("meetings.see")
    if thing is None:
        return bool(by_role(user)) or could_be_member(user) or _is_asked_somewhere(user)
    series: Series = thing.whose
    return by_role(user, series.place) or leads(user, series) or is_member(user, series) or is_invited(user, series)


@rules.predicate
def runs(user: Any, thing: Any = None) -> bool:
    """By role; and whoever leads the circle whose meetings they are."""
    by_role = granted("meetings.run")
    if thing is None:
        return bool(by_role(user)) or leads(user)
    if isinstance(thing, Place):
        return bool(by_role(user, thing))
    return bool(by_role(user, thing.place)) or leads(user, thing.whose)


@rules.predicate
def raises(user: Any, thing: Any = None) -> bool:
    """A role that lets them, and the series is theirs."""
    found = reach(user, "meetings.raise")
    if thing is None or not found:
        return bool(found)
    series: Series = thing.whose
    return series.rules.points and (found.covers(series.place) or is_member(user, series))


def sees_point(user: Any, point: Any) -> bool:
    """Whoever sees the series, and whoever sees what a school that raised it said."""
    if sees(user, point.series):
        return True
    schools = [one.school for one in point.raisers.all() if one.school]
    found = reach(user, "meetings.points")
    return any(found.covers(place) for place in places_of(schools).values()) if found and schools else False


def register() -> None:
    """In the place of what the roles alone would say. From ready()."""
    rules.set_perm("meetings.see", sees)
    rules.set_perm("meetings.raise", raises)
    rules.set_perm("meetings.run", runs)


def _is_asked_somewhere(user: Any) -> bool:
    if not getattr(user, "is_authenticated", False):
        return False
    return Part.objects.filter(person__user=user, withdrawn=False).exists()
