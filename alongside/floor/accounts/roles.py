"""What roles there are and what each may see and do: policies/roles.yaml.

A role is held somewhere, and what that somewhere is nobody down here knows: `Place` and `Post` carry it as the packages
above wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import model_validator

from alongside.floor.kernel import policy

Scope = Literal["partnership", "district", "school", "body"]
Where = Literal["everywhere", "own district", "own school", "contract", "own body"]


class Role(policy.Part):
    """A role: its name, where it is held, whether its holder works in the office (and needs a second factor)."""

    title: str
    at: tuple[Scope, ...]
    says: str
    office: bool = False
    kinds: tuple[str, ...] = ()


class Permission(policy.Part):
    """Something that some roles may see or do, and where."""

    words: str
    to: dict[str, tuple[Where, ...]]


class Roles(policy.Policy):
    """The whole policy: roles and permissions by their keys."""

    roles: dict[str, Role]
    permissions: dict[str, Permission]

    @model_validator(mode="after")
    def _names_only_roles_that_there_are(self) -> Roles:
        for key, permission in self.permissions.items():
            if odd := sorted(permission.to.keys() - self.roles.keys()):
                raise ValueError(f"{key} is granted to {odd[0]!r}, and there is no such role")
        return self

    @cached_property
    def office(self) -> frozenset[str]:
        """The roles of who works in the office."""
        return frozenset(key for key, role in self.roles.items() if role.office)


def roles() -> Roles:
    """The roles of this installation. Raises PolicyError where the file is not right."""
    return policy.read("roles", Roles)


@dataclass(frozen=True, slots=True)
class Post:
    """A role that an account's owner holds: at which school (its URN as text), in which district or body (its key); ""
    for the whole partnership. `until` is the last day."""

    role: str
    scope: Scope
    key: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None

    def held_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: what a permission is asked about. `contract`: whether the council's contract reaches it."""

    school: int | None = None
    district: str = ""
    body: str = ""
    contract: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """Where somebody may do something. False where nowhere."""

    everywhere: bool = False
    contract: bool = False
    districts: frozenset[str] = field(default_factory=frozenset)
    schools: frozenset[int] = field(default_factory=frozenset)
    bodies: frozenset[str] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.everywhere or self.contract or self.districts or self.schools or self.bodies)

    def covers(self, place: Place) -> bool:
        return (
            self.everywhere
            or (self.contract and place.contract)
            or (bool(place.district) and place.district in self.districts)
            or place.school in self.schools
            or (bool(place.body) and place.body in self.bodies)
        )


def reach_of(posts: Iterable[Post], permission: str, policy: Roles) -> Reach:
    """Where these posts give a permission. Raises KeyError for one that the policy does not name."""
    granted = policy.permissions[permission].to
    held = [(post, where) for post in posts for where in granted.get(post.role, ())]

    def own(where: Where, scope: Scope) -> frozenset[str]:
        return frozenset(post.key for post, found in held if found == where and post.scope == scope)

    return Reach(
        everywhere=any(where == "everywhere" for _, where in held),
        contract=any(where == "contract" for _, where in held),
        districts=own("own district", "district"),
        schools=frozenset(int(key) for key in own("own school", "school")),
        bodies=own("own body", "body"),
    )
