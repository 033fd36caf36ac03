"""Every address of the product, asked for by everybody, for a thing at each place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from alongside.floor.accounts.roles import roles
from alongside.floor.audit.models import Entry
from tests.access import matrix
from tests.access.asking import Answer, Asker
from tests.access.matrix import Asked, asked, expectations
from tests.access.world import FORMER, NOBODY, World
from tests.conventions.house import told

HOW = "Either the view lets in who should not be let in (or the other way round), or what is expected is wrong."


PACKAGES = sorted(path.stem for path in matrix.EXPECTED.glob("*.yaml"))


def everything(world: World, package: str) -> list[Asked]:
    known = {name for name, _ in matrix.names()}
    return [one for name, expected in expectations(package).items() if name in known for one in asked(expected, world)]


@pytest.mark.django_db
def test_every_package_makes_its_things(world: World):
    assert world.failed == [], told(world.failed, "Their pages cannot be asked for.")


def test_who_may_see_every_address_is_expected():
    faults = matrix.unexpected()
    assert faults == [], told(faults, "Nobody may come upon a page by chance.")


def test_a_role_that_ended_gives_nothing():
    for expected in expectations().values():
        for place in ("own", "near", "far", "any"):
            assert expected.may_see(FORMER, place) == expected.may_see(NOBODY, place), expected.name


@pytest.mark.django_db
@pytest.mark.parametrize("package", PACKAGES)
def test_everybody_sees_what_they_may_and_nothing_else(world: World, ask: Asker, package: str):
    faults = Faults("GET")
    for one in everything(world, package):
        for who in matrix.people():
            answer = ask(who, "GET", one.address)
            may = one.expected.may_see(who, one.place)
            if leaks := matrix.leaked(answer.text, who, world):
                faults.add(one, who, may, replace(answer, location=f"which tells them {leaks}"))
            if answer.status == 405 and not may:
                continue  # it only takes forms: what a POST is answered is tried below
            if not (answer.given if may else answer.refused):
                faults.add(one, who, may, answer)
    assert faults.told == [], told(faults.told, HOW)


@pytest.mark.django_db
@pytest.mark.parametrize("package", PACKAGES)
def test_nobody_sends_a_form_who_may_not(world: World, ask: Asker, package: str):
    before, faults = Entry.objects.count(), Faults("POST")
    for one in everything(world, package):
        for who in matrix.people():
            answer = ask(who, "POST", one.address)
            may = one.expected.may_post(who, one.place)
            if not (answer.given if may else answer.refused or answer.status == 405):
                faults.add(one, who, may, answer)
    assert faults.told == [], told(faults.told, HOW)
    assert Entry.objects.count() == before


class Faults:
    """What went otherwise than expected, people who met the same told together."""

    def __init__(self, method: str) -> None:
        self._method = method
        self._met: dict[tuple[str, str, str], list[str]] = defaultdict(list)

    def add(self, one: Asked, who: str, may: bool, answer: Answer) -> None:
        got = f"{answer.status}{f' to {answer.location}' if answer.location else ''}"
        expected = "given" if may else "refused"
        self._met[f"{one.expected.name} ({one.place})", one.address, f"{got}, expected {expected}"].append(who)

    @property
    def told(self) -> list[str]:
        return [
            f"{name}: {self._method} {address} by {', '.join(who)}: {what}"
            for (name, address, what), who in self._met.items()
        ]


def test_the_matrix_knows_every_role():
    assert set(roles().roles) <= set(matrix.people())
