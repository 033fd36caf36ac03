"""What people call the fields and the things that files speak of. The packages that know register it at start-up.

Lower packages never ask: without a registration, a field is called by its own name and a thing by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Namer = Callable[[Iterable[int]], Mapping[int, str]]

_fields: dict[str, str] = {}
_namers: list[Namer] = []


def register_fields(labels: Mapping[str, str]) -> None:
    """Called from a package's AppConfig.ready(): our name of a field → what people call it."""
    _fields.update(labels)


def register_names(namer: Namer) -> None:
    """Called from a package's AppConfig.ready(): names by URN, in one query."""
    _namers.append(namer)


def field(name: str) -> str:
    if name in _fields:
        return _fields[name]
    plain = name.replace("_", " ").replace("-", " ")
    return plain[:1].upper() + plain[1:]


def names(urns: Iterable[int]) -> dict[int, str]:
    wanted = list(urns)
    return {urn: name for namer in _namers if wanted for urn, name in namer(wanted).items()}
