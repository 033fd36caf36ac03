"""What is set going once a load is live, outside of it: slow work that must hold up neither the load nor a test.

Packages register at start-up, as with formats and followers. What they register only asks a worker to begin; it is not
called where a load came in by another way than a job or a command, as the demo's do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from alongside.knowledge.opendata.models import Load


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Work that a load calls for when it is live. `families`: of files; empty means after every load."""

    key: str
    begin: Callable[[Load], None]
    families: frozenset[str] = field(default_factory=frozenset)


_known: dict[str, Afterwards] = {}


def register(afterwards: Afterwards) -> None:
    """Called from a package's AppConfig.ready()."""
    _known[afterwards.key] = afterwards


def begin(load: Load) -> None:
    """Set going what a load calls for; nothing where it did not go live with something new."""
    if load.state != Load.State.DONE:
        return
    for afterwards in _known.values():
        if not afterwards.families or load.family in afterwards.families:
            afterwards.begin(load)
