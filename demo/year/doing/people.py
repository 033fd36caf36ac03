"""Ruth Adeyemi records who is who: everybody at the beginning of our years, and afterwards who comes and who goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from alongside.floor.accounts import actions as accounts
from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.people import actions
from alongside.knowledge.people.heads import actions as heads
from alongside.knowledge.people.heads.policies import heads as policy_of_heads
from alongside.knowledge.people.heads.rules import same_person
from alongside.knowledge.people.models import HeadChange, Holding, Person
from demo import TODAY
from demo.accounts import PEOPLE, RUTH
from demo.chance import Chance
from demo.city import DISTRICTS
from demo.doings import Event
from demo.world import World
from demo.year import TOGETHER
from demo.year.calendar import moment, weekday
from demo.year.folk import Folk, Held, Somebody, key_of

REGISTER_TELLS = {
    date(2026, 9, 1): date(2026, 9, 15),
    date(2026, 10, 5): date(2026, 10, 20),
    date(2026, 11, 2): date(2026, 11, 13),
}
"""When the change of a head was recorded that the monthly register told of: soon after it was loaded."""
REGISTER_CAME = (date(2026, 8, 17), date(2026, 9, 14), date(2026, 10, 19), date(2026, 11, 13))
_ON_FRIDAY = 3  # of the changes that the register of last Friday told of, so many wait for somebody to look at them
_SIGN_IN = ("head", "chair", "district-lead", "engagement-coordinator", "director", "staff", "council-officer")
_EACH = timedelta(seconds=2)


class Register:
    """Everybody as they are recorded: `person` and `user` by address, once they are."""

    def __init__(self, world: World, folk: Folk, users: dict[str, User], later: Callable[[Event], None]) -> None:
        """`users`: the accounts that there are already. `later` takes an event that comes of another."""
        self.world, self.folk, self.later = world, folk, later
        self.user = users
        self.person: dict[str, Person] = {email: Person.objects.get(user=user) for email, user in users.items()}
        self._holding: dict[tuple[str, Held], Holding] = {}
        newest = [
            held.school or 0
            for one in folk.people
            for held in one.holds
            if held.role == "head" and held.since == max(REGISTER_TELLS)
        ]
        self._not_looked_at = frozenset(sorted(newest)[:_ON_FRIDAY])
        self._passwords = {one.email: one.password for one in PEOPLE}

    @property
    def ruth(self) -> User:
        return self.user[RUTH.email]

    def events(self) -> Iterator[Event]:
        at = datetime.combine(TOGETHER, time(9), tzinfo=LONDON)
        yield Event(at, partial(self._bodies, at))
        for day in REGISTER_CAME:
            later = datetime.combine(day, time(12, 30), tzinfo=LONDON)
            yield Event(later, partial(self._note_changes, later))
        for one in self.folk.people:
            first = [held for held in one.holds if (held.since or TOGETHER) <= TOGETHER]
            if first or not one.holds:
                at += _EACH
                yield Event(at, partial(self._record, one, tuple(first), at))
            for held in one.holds:
                yield from self._later(one, held)

    def _later(self, one: Somebody, held: Held) -> Iterator[Event]:
        """What becomes known of a role after our years began: that somebody took it up, that somebody left it."""
        chance = Chance.of("recorded", one.email, held.role, held.since)
        if held.since == max(REGISTER_TELLS) and held.role == "head" and held.school in self._not_looked_at:
            return
        if held.since and held.since > TOGETHER:
            at = moment(_heard(held, held.since, chance), chance, 9, 11)
            yield Event(at, partial(self._record, one, (held,), at))
        if held.until and held.until < TODAY and held.school not in self._not_looked_at:
            at = moment(_heard(held, held.until + timedelta(days=1), chance), chance, 12, 15)
            yield Event(at, partial(self._end, one, held, at))

    def _bodies(self, at: datetime) -> None:
        said = [("board", "Board", "board"), ("group", "School Improvement and Commissioning Group", "group")]
        for key, name, kind in said:
            actions.record_body(key=key, name=name, kind=kind, by=self.ruth, at=at)
        for name in DISTRICTS:
            key = key_of(name)
            actions.record_body(
                key=f"dsg-{key}",
                name=f"{name} District Strategy Group",
                kind="district strategy group",
                district=key,
                by=self.ruth,
                at=at,
            )

    def _record(self, one: Somebody, holds: tuple[Held, ...], at: datetime) -> None:
        """The person, unless recorded before; what they hold; and an account where they use one."""
        person = self.person.get(one.email)
        if person is None:
            person = actions.record_person(name=one.name, email=one.email, by=self.ruth, at=at)
            self.person[one.email] = person
        for held in holds:
            self._holding[one.email, held] = self._settled(person, held, at) or actions.hold(
                person=person,
                role=held.role,
                where=Place(school=held.school, district=held.district, body=held.body),
                kind=held.kind,
                since=held.since,
                until=None if held.until and held.until < TODAY else held.until,
                by=self.ruth,
                at=at,
            )
        if one.email not in self.user and self._signs_in(one):
            self.user[one.email], _ = actions.give_account(person=person, by=self.ruth, at=at)
            if password := self._passwords.get(one.email):
                accounts.set_password(user=self.user[one.email], password=password, by=self.ruth, at=at)

    def _note_changes(self, at: datetime) -> None:
        heads.note(by=None, at=at)

    def _settled(self, person: Person, held: Held, at: datetime) -> Holding | None:
        """Where the register told of the new head, that is settled with it."""
        if held.role != "head" or held.since is None or held.school is None:
            return None
        change = HeadChange.objects.filter(urn=held.school, state=HeadChange.State.WAITING).first()
        if change is None or not same_person(change.now, person.name, policy_of_heads()):
            return None
        return heads.record_head(
            change=change.pk,
            version=change.version,
            since=held.since,
            person=person,
            kind=held.kind,
            by=self.ruth,
            at=at,
        )

    def _signs_in(self, one: Somebody) -> bool:
        if one.email in self._passwords:
            return True
        roles = {held.role for held in one.holds}
        return bool(roles & set(_SIGN_IN)) and (roles != {"chair"} or Chance.of("signs in", one.email).happens(0.3))

    def _end(self, one: Somebody, held: Held, at: datetime) -> None:
        assert held.until is not None
        why = "The school closed." if held.until in (date(2026, 8, 31), date(2026, 10, 31)) else ""
        holding = Holding.objects.get(pk=self._holding[one.email, held].pk)
        if holding.until:
            return  # it ended when the new head was recorded
        actions.end_holding(holding=holding, until=held.until, why=why, by=self.ruth, at=at)


def _heard(held: Held, day: date, chance: Chance) -> date:
    """When Ruth heard of a change: of a head's by the register where it tells of them, else within some days."""
    if held.role == "head" and day in REGISTER_TELLS:
        return REGISTER_TELLS[day]
    return min(weekday(day + timedelta(days=chance.randint(0, 6))), TODAY - timedelta(days=3))
