"""policies/topics.yaml: the one list of words for what schools are good at, show, and look for. Pure.

What strengths, practice, visits between schools, support, families and reviewers' expertise speak of are keys of these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Annotated

from pydantic import Field, model_validator

from alongside.floor.kernel import policy

Key = Annotated[str, Field(pattern=r"^[a-z][a-z-]{1,39}$")]


class Topic(policy.Part):
    """One topic. Without `phases` it is found in every phase. `areas`, `needs`, `inspected`: the keys of other policies
    (concerns, needs) and of graded areas that it belongs to. `also`: other words that people type."""

    key: Key
    name: str
    says: str
    group: str
    phases: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    inspected: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def fits(self, phase: str) -> bool:
        """Whether it is usually found in a phase; an empty phase fits everything."""
        return not self.phases or not phase or phase in self.phases


class Topics(policy.Policy):
    groups: dict[str, str]
    topics: tuple[Topic, ...]

    @model_validator(mode="after")
    def _fits_together(self) -> Topics:
        keys = [one.key for one in self.topics]
        if len(set(keys)) != len(keys):
            raise ValueError("topics: each key stands once")
        if lost := {one.group for one in self.topics} - set(self.groups):
            raise ValueError(f"topics: no such group: {', '.join(sorted(lost))}")
        return self

    @cached_property
    def by_key(self) -> dict[str, Topic]:
        return {one.key: one for one in self.topics}

    def name(self, key: str) -> str:
        """The name of a topic; for one that an older policy had, its key as words."""
        found = self.by_key.get(key)
        return found.name if found else key.replace("-", " ").capitalize()

    def names(self, keys: Iterable[str]) -> list[str]:
        """Names in the order of the policy, each once."""
        wanted = set(keys)
        known = [one.name for one in self.topics if one.key in wanted]
        return known + [self.name(key) for key in sorted(wanted - set(self.by_key))]

    def grouped(self, phase: str = "") -> list[tuple[str, list[Topic]]]:
        """Topics that fit a phase, under the name of their group: for a form or a list."""
        found = [
            (name, [one for one in self.topics if one.group == key and one.fits(phase)])
            for key, name in self.groups.items()
        ]
        return [(name, some) for name, some in found if some]

    def choices(self, phase: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
        """The same for a select with groups: (group, [(key, name)])."""
        return [(name, [(one.key, one.name) for one in some]) for name, some in self.grouped(phase)]

    def of_area(self, area: str) -> list[Topic]:
        """Those that belong to an area of concerns and strengths."""
        return [one for one in self.topics if area in one.areas]

    def of_need(self, need: str) -> list[Topic]:
        return [one for one in self.topics if need in one.needs]

    def of_inspected(self, area: str) -> list[Topic]:
        """Those that fall under an area that inspectors grade."""
        return [one for one in self.topics if area in one.inspected]

    def unknown(self, keys: Collection[str]) -> list[str]:
        """The keys that stand for no topic."""
        return sorted(set(keys) - set(self.by_key))


def topics() -> Topics:
    """The topics of this installation. Raises PolicyError where the file is not right."""
    return policy.read("topics", Topics)
