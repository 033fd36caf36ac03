"""Who sits at which desk on a day: the head of a school where one signs in, else the partnership's office."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.people.models import Person
from demo.chance import Chance
from demo.lives import School
from demo.year.calendar import moment, weekday
from demo.year.doing.people import Register
from demo.year.folk import district_of


class Desks:
    def __init__(self, register: Register) -> None:
        self.register = register

    def head(self, school: School, at: datetime) -> User:
        """Whoever writes for a school."""
        return self._user(school, at) or self.register.ruth

    def is_there(self, school: School, at: datetime) -> bool:
        return self._user(school, at) is not None

    def head_person(self, school: School, at: datetime) -> Person | None:
        found = self.register.folk.head(school.urn, at.date())
        return self.register.person.get(found.email) if found else None

    def lead(self, school: School) -> Person:
        """The District Lead of a school."""
        return self.register.person[self._lead(school)]

    def lead_user(self, school: School) -> User:
        return self.register.user[self._lead(school)]

    def _lead(self, school: School) -> str:
        return self.register.folk.lead(district_of(self.register.world, school)).email

    def _user(self, school: School, at: datetime) -> User | None:
        found = self.register.folk.head(school.urn, at.date())
        return self.register.user.get(found.email) if found else None


def hour(day: date, *words: object, first: int = 10, last: int = 15) -> datetime:
    """Some moment of a working day, the same for the same words."""
    return moment(weekday(day), Chance.of("hour", day, *words), first, last)


def exactly(day: date, hours: int, minutes: int = 0, seconds: int = 0) -> datetime:
    return datetime.combine(day, time(hours, minutes), tzinfo=LONDON) + timedelta(seconds=seconds)
