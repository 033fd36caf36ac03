"""A small city and its people, for asking who may see what.

Three schools, so that each *where* of policies/roles.yaml covers other ones of them, and one person in each role:

    own    a maintained school in the first district: the school of the head, the district of the District Lead
    near   an academy of the same district
    far    a maintained school of another district

`tests/<package>/world.py` adds what its package knows: a function `make(world)` that returns, by kind, the keys of one
thing for each place: `{"visit": {"own": 1, "near": 2, "far": 3}}`; `{"any": 1}` where a thing is at no place. A
key may be a dictionary of the names in the address: `{"own": {"pk": 1, "item": 3}}`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from alongside.floor.accounts.roles import Post, roles
from alongside.floor.kernel import clock
from tests.cast import person_holding
from tests.conftest import ROOT
from tests.small_city import Lockside

if TYPE_CHECKING:
    from alongside.floor.accounts.models import User
    from alongside.knowledge.people.models import Person

PLACES = ("own", "near", "far")
COVERS = {
    "everywhere": frozenset(PLACES),
    "own district": frozenset({"own", "near"}),
    "own school": frozenset({"own"}),
    "own body": frozenset({"own"}),
    "contract": frozenset({"own", "far"}),
}
BODIES = ("own-body", "other-body")
VISITOR, NOBODY, FORMER, BODY_CLERK = "visitor", "nobody", "former director", "clerk of a body"
GHOST = "seeing as the school"  # somebody of the office who sees as `own` does

Keys = Mapping[str, Any]  # what stands in an address, by place
WhoByWhere = Mapping[str, str | list[str]]  # as under `sees` in tests/access/expected


@dataclass(frozen=True)
class Secret:
    """A word that stands in something that not everybody may read, and who may: as `sees` says it, at this place."""

    word: str
    place: str
    sees: WhoByWhere


@dataclass
class World:
    """The city as the makers find it. `things`: the keys of every kind, by place."""

    lockside: Lockside
    schools: dict[str, int]
    districts: dict[str, str]
    users: dict[str, User]
    at: datetime
    things: dict[str, Keys] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)  # makers that raised, each in a sentence

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def by(self) -> User:
        """Who makes what nobody in particular makes."""
        return self.users["director"]

    def secret(self, place: str, sees: WhoByWhere) -> str:
        """A word that stands nowhere else, to write into a text at this place that only these may read. No answer to
        anybody else, to whatever request, may then hold it."""
        word = f"Zwiebelturm{len(self.secrets):03}"
        self.secrets.append(Secret(word, place, sees))
        return word

    def person(self, role: str) -> Person:
        """The person who holds a role: head, chair, governor and clerk of `own`, the District Lead of its district."""
        from alongside.knowledge.people.models import Person

        return Person.objects.get(user=self.users[role])


def build(lockside: Lockside) -> World:
    """The schools, the people, and what each package makes of them."""
    schools, districts = _schools()
    at = datetime.combine(clock.today(), time(8), clock.LONDON)
    world = World(lockside, schools, districts, _people(schools["own"], districts["own"], at), at)
    world.things |= {"school": schools, "district": {"own": districts["own"], "far": districts["far"]}}
    for package, maker in makers():
        try:
            world.things |= maker(world)
        except Exception as fault:  # the others' pages are asked for all the same
            world.failed.append(f"tests/{package}/world.py: {type(fault).__name__}: {fault}")
    return world


def makers() -> list[tuple[str, Any]]:
    """`make` of every tests/<package>/world.py by the package, in the order of their names; one that needs what others
    make sets `AFTER = 1`."""
    found = []
    for path in sorted((ROOT / "tests").glob("*/world.py")):
        if path.parent.name == "access":
            continue
        spec = importlib.util.spec_from_file_location(f"tests.{path.parent.name}.world", path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found.append((getattr(module, "AFTER", 0), path.parent.name, module.make))
    return [(package, make) for _, package, make in sorted(found, key=lambda one: one[:2])]


def _schools() -> tuple[dict[str, int], dict[str, str]]:
    """Two open schools of one district, and a maintained one of another."""
    from alongside.knowledge.schools.models import Profile
    from alongside.knowledge.schools.partnership import partnership
    from alongside.knowledge.schools.vocabulary import MAINTAINED

    found = list(
        Profile.objects.current()
        .in_authority(partnership().authority)
        .open()
        .exclude(district="")
        .order_by("urn")
        .values_list("urn", "district", "group")
    )
    maintained = [(urn, district) for urn, district, group in found if group == MAINTAINED]
    for own, district in maintained:
        near = [urn for urn, of, group in found if of == district and group != MAINTAINED]
        far = [(urn, of) for urn, of in maintained if of != district]
        if near and far:
            schools = {"own": own, "near": near[0], "far": far[0][0]}
            return schools, {"own": district, "near": district, "far": far[0][1]}
    raise LookupError("The small city has no district with a maintained school and an academy.")


def _people(school: int, district: str, at: datetime) -> dict[str, User]:
    from alongside.knowledge.people.actions import record_body

    for key in BODIES:
        record_body(key=key, name=key, kind="board", by=None, at=at)
    keys = {"school": str(school), "district": district, "body": BODIES[0], "partnership": ""}
    since = at.date() - timedelta(days=400)
    people = {NOBODY: person_holding("Nora Nobody")}
    past = Post("director", "partnership", since=since, until=at.date() - timedelta(days=1))
    people[FORMER] = person_holding("Fred Former", past)
    people[BODY_CLERK] = person_holding("Clara Clerk", Post("clerk", "body", BODIES[0], "", since))
    for name, role in roles().roles.items():
        kind = role.kinds[0] if role.kinds else ""
        scope = "district" if "district" in role.at else role.at[0]
        people[name] = person_holding(f"The {role.title}", Post(name, scope, keys[scope], kind, since))
    return people
