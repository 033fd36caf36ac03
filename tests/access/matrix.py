"""Who may see what, as tests/access/expected/<package>.yaml says it, independent of the policy and of the views.

    visits:one:                        the name of the address
      takes: visit                     its kind; {urn: school, kind: =csv} where there are several or fixed
      sees:                            who sees the page: a group, a list (everywhere), or by where
        everywhere: [director, staff]
        own district: [district-lead]
        own school: [head, chair]
      posts: nobody                    who may send a form to it; without this: whoever sees it

    desk:city: everyone                in short, where it takes nothing

Groups: `everyone`, `signed in`, `office`, `nobody at all`, and any role by its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from alongside.floor.accounts.roles import roles
from tests.access.world import BODY_CLERK, COVERS, FORMER, NOBODY, VISITOR, World

EXPECTED = Path(__file__).parent / "expected"
LESSON = (
    "Say who may see it: add {name!r} to tests/access/expected/{package}.yaml (the format stands at the head of "
    "tests/access/matrix.py). Where it takes a number of a thing of yours, make one at each place in "
    "tests/{package}/world.py (see tests/access/world.py)."
)
ALL = "everyone"
SIGNED_IN = "signed in"
OFFICE = "office"
NONE = "nobody at all"


@dataclass(frozen=True)
class Expected:
    """What is expected of one address: `sees` and `posts` give, by where, the people who may."""

    name: str
    takes: Mapping[str, str] | str | None = None
    sees: Mapping[str, frozenset[str]] = field(default_factory=dict)
    posts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def may_see(self, who: str, place: str) -> bool:
        return _may(self.sees, who, place)

    def may_post(self, who: str, place: str) -> bool:
        return _may(self.posts, who, place)


@dataclass(frozen=True)
class Asked:
    """One address to ask for, and where the thing in it is (`any`: nowhere in particular)."""

    expected: Expected
    place: str
    address: str


def people() -> list[str]:
    """Everybody who asks."""
    return [VISITOR, NOBODY, FORMER, BODY_CLERK, *roles().roles]


@cache
def expectations(package: str = "*") -> dict[str, Expected]:
    """What is expected of a package's addresses, or of all, by name. Raises ValueError where a file says it wrongly or
    twice."""
    found: dict[str, Expected] = {}
    for path in sorted(EXPECTED.glob(f"{package}.yaml")):
        for name, said in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            if name in found:
                raise ValueError(f"{path.name}: {name} is expected twice")
            try:
                found[name] = _read(name, said if isinstance(said, dict) else {"sees": said})
            except (KeyError, TypeError) as wrong:
                raise ValueError(f"{path.name}: {name}: {wrong}") from wrong
    return found


def names(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product by its name, with its namespace."""
    for item in (resolver or get_resolver()).url_patterns:
        if isinstance(item, URLResolver):
            yield from names(item, f"{space}{item.namespace}:" if item.namespace else space)
        else:
            yield f"{space}{item.name or f'without a name: {item.pattern}'}", item


def unexpected() -> list[str]:
    """A sentence for every address without an expectation, and for every expectation without an address."""
    known = dict(names())
    new = [f"{name}: " + LESSON.format(name=name, package=_package(known[name])) for name in known]
    faults = [fault for name, fault in zip(known, new, strict=True) if name not in expectations()]
    return faults + [f"{name}: there is no such address any more" for name in expectations() if name not in known]


def asked(expected: Expected, world: World) -> list[Asked]:
    """The addresses to ask for: one, or one for each place at which the world has such a thing."""
    takes = expected.takes
    if takes is None:
        return [Asked(expected, "any", reverse(expected.name))]
    named = {_only_argument(expected.name): takes} if isinstance(takes, str) else takes
    places = _places(named, world, expected.name)
    return [Asked(expected, place, reverse(expected.name, kwargs=_keys(named, place, world))) for place in places]


def leaked(said: bytes, who: str, world: World) -> list[str]:
    """The secrets in an answer that whoever asked may not read."""
    if b"Zwiebelturm" not in said:
        return []
    found = [one for one in world.secrets if one.word.encode() in said]
    return [f"{one.word} at {one.place}" for one in found if not _may(_by_where(dict(one.sees)), who, one.place)]


def _places(named: Mapping[str, str], world: World, name: str) -> list[str]:
    kinds = [kind for kind in named.values() if not str(kind).startswith("=")]
    for kind in kinds:
        if kind not in world.things:
            raise LookupError(f"{name} takes {kind!r}, which no tests/<package>/world.py makes")
    placed = [list(world.things[kind]) for kind in kinds if "any" not in world.things[kind]]
    return [place for place in placed[0] if all(place in one for one in placed)] if placed else ["any"]


def _keys(named: Mapping[str, str], place: str, world: World) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    for argument, kind in named.items():
        if str(kind).startswith("="):
            keys[argument] = str(kind)[1:]
            continue
        found = world.things[kind]
        key = found["any"] if "any" in found else found[place]
        keys |= key if isinstance(key, dict) else {argument: key}
    return keys


def _only_argument(name: str) -> str:
    found = [
        set(pattern.pattern.converters or pattern.pattern.regex.groupindex) for one, pattern in names() if one == name
    ]
    if not found or len(found[0]) != 1:
        raise LookupError(f"{name} takes {sorted(found[0]) if found else 'nothing'}: say what each is")
    return str(found[0].pop())


def _package(pattern: URLPattern) -> str:
    module = str(getattr(pattern.callback, "__module__", ""))
    return module.split(".")[-2] if module.startswith("alongside.") else "accounts"


def _read(name: str, said: dict[str, Any]) -> Expected:
    if odd := said.keys() - {"takes", "sees", "posts"}:
        raise KeyError(f"{sorted(odd)[0]!r} is not a word of the format")
    sees = _by_where(said["sees"])
    return Expected(name, said.get("takes"), sees, _by_where(said["posts"]) if "posts" in said else sees)


def _by_where(said: Any) -> dict[str, frozenset[str]]:
    by_where = said if isinstance(said, dict) else {"everywhere": said}
    if odd := by_where.keys() - COVERS.keys():
        raise KeyError(f"{sorted(odd)[0]!r} is none of: {', '.join(COVERS)}")
    return {where: _people_in(who) for where, who in by_where.items()}


def _people_in(said: str | list[str]) -> frozenset[str]:
    found: set[str] = set()
    for one in [said] if isinstance(said, str) else said:
        found |= _group(one)
    return frozenset(found)


def _group(name: str) -> set[str]:
    everybody = set(people())
    groups = {ALL: everybody, SIGNED_IN: everybody - {VISITOR}, OFFICE: set(roles().office), NONE: set()}
    if name not in groups and name not in everybody:
        raise KeyError(f"{name!r} is neither a role nor one of: {', '.join(groups)}")
    return groups.get(name, {name})


def _may(by_where: Mapping[str, frozenset[str]], who: str, place: str) -> bool:
    return any(who in allowed and (place in COVERS[where] or place == "any") for where, allowed in by_where.items())
