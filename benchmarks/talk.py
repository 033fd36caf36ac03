"""Years of contacts for every open school, written in bulk: what Heard and My work are measured over.

All schools are made one partnership's, the hardest case that there is. Every school has a head and a chair; every
contact has somebody of a school and somebody who listened. Nothing of it went through the actions, which the demo may
not do; the counts are then made by the same code that the actions call.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

CONTACTS_A_SCHOOL = 500_000 / 24_000
YEARS = 5
TASKS_A_SCHOOL = 3
_AT_ONCE = 20_000
_ROLES = ("head", "head", "head", "chair", "governor")
_KINDS = ("visit", "call", "call", "meeting", "email")

School = tuple[int, str, str, str]  # URN, district, phase, group of types


def fill() -> dict[str, Any]:
    """Writes it all; how much of each."""
    from django.db import transaction

    from alongside.floor.kernel import clock
    from alongside.work.contacts.heard import actions

    schools = _one_partnership()
    now, today = clock.now(), clock.today()
    users = _people(schools, now, today)
    with transaction.atomic():
        contacts = _contacts(schools, users["director"], now, today)
        tasks = _tasks(schools, users["director"], now, today)
    actions.recount(by=None, at=now)
    return {"schools": len(schools), "contacts": contacts, "tasks": tasks, "school": schools[3][0]}


def _one_partnership() -> list[School]:
    """Every open state-funded school in a district of the partnership."""
    from django.db import transaction

    from alongside.knowledge.schools.districts import policy_of_districts
    from alongside.knowledge.schools.models import Profile
    from alongside.knowledge.schools.partnership import partnership
    from alongside.knowledge.schools.queries import profiles

    keys = policy_of_districts().all_keys
    urns = list(profiles().open().state_funded().order_by("urn").values_list("urn", flat=True))
    with transaction.atomic():
        for number, key in enumerate(keys):
            some = urns[number :: len(keys)]
            for start in range(0, len(some), 5_000):
                rows = Profile.objects.current().filter(urn__in=some[start : start + 5_000])
                rows.update(authority=partnership().authority, district=key)
    found = profiles().filter(urn__in=urns) if len(urns) < 5_000 else profiles().open().state_funded()
    return list(found.order_by("urn").values_list("urn", "district", "phase", "group"))


def _people(schools: list[School], now: Any, today: date) -> dict[str, Any]:
    """A head and a chair for each, a director and a District Lead with accounts."""
    from django.db import transaction

    from alongside.floor.accounts.roles import Post
    from alongside.knowledge.opendata.writing import bulk
    from alongside.knowledge.people.models import Holding, Person
    from tests.cast import person_holding

    first = schools[0][1]
    users = {
        "director": person_holding("Bench Director", Post("director", "partnership")),
        "lead": person_holding("Bench Lead", Post("district-lead", "district", first)),
        "head": person_holding("Bench Head", Post("head", "school", str(schools[3][0]))),
    }
    begin = 1_000_000
    roles = ("head", "chair")
    people = [(begin + i, f"Somebody {i}", now) for i in range(2 * len(schools))]
    since = [today - timedelta(days=200 + i % 3000) for i in range(97)]
    held = [
        (begin + 2 * i + j, role, "school", urn, since[(i + j) % 97], now)
        for i, (urn, *_) in enumerate(schools)
        for j, role in enumerate(roles)
    ]
    with transaction.atomic():
        bulk.insert(Person, ("id", "name", "at"), people)
        bulk.insert(Holding, ("person_id", "role", "scope", "school", "since", "at"), held)
    return users


def _contacts(schools: list[School], user: Any, now: Any, today: date) -> int:
    from alongside.knowledge.opendata.writing import bulk
    from alongside.work.contacts.models import Contact, Taking

    many = round(len(schools) * CONTACTS_A_SCHOOL)
    made = _made(schools, many, today)
    columns = ("id", "kind", "on", "school", "district", "subject", "recorded_by_id", "by_id", "at")
    parts = ("contact_id", "on", "name", "role", "ours", "heard", "school", "district", "phase", "type_group")
    while some := list(islice(made, _AT_ONCE)):
        told = [
            (pk, kind, on, one[0], one[1], "The term ahead", user.pk, user.pk, now) for pk, kind, on, one, _ in some
        ]
        bulk.insert(Contact, columns, told)
        takings: list[tuple[Any, ...]] = []
        for pk, kind, on, (urn, district, phase, group), role in some:
            takings.append((pk, on, "Somebody", role, False, kind != "email", urn, district, phase, group))
            takings.append((pk, on, "Bench Director", "director", True, False, None, district, "", ""))
        bulk.insert(Taking, parts, takings)
    return many


def _made(schools: list[School], many: int, today: date) -> Iterator[tuple[int, str, date, School, str]]:
    """Contacts by number; some schools are met often, and some hardly ever."""
    chance = random.Random(11)
    for number in range(1, many + 1):
        school = schools[min(int(chance.random() ** 1.3 * len(schools)), len(schools) - 1)]
        on = today - timedelta(days=chance.randrange(YEARS * 365))
        yield number, chance.choice(_KINDS), on, school, chance.choice(_ROLES)


def _tasks(schools: list[School], user: Any, now: Any, today: date) -> int:
    from alongside.knowledge.opendata.writing import bulk
    from alongside.knowledge.people.models import Person
    from alongside.work.tasks.models import Task

    chance = random.Random(12)
    columns = (
        "words",
        "owner_id",
        "due",
        "state",
        "ended_on",
        "school",
        "district",
        "source",
        "asked_by_id",
        "by_id",
        "at",
    )
    rows = []
    own = Person.objects.get(user=user).pk
    for i, (urn, district, *_) in enumerate(schools):
        for _n in range(TASKS_A_SCHOOL):
            is_open = chance.random() < 0.2
            due = today + timedelta(days=chance.randrange(-300, 60))
            owner = 1_000_000 + 2 * i
            state = ("open", None) if is_open else ("done", due)
            rows.append(("Send the plan", owner, due, *state, urn, district, "visit 1", user.pk + 1, user.pk + 1, now))
    for i in range(40):
        rows.append(
            (
                "Call back",
                own,
                today + timedelta(days=i - 10),
                "open",
                None,
                schools[i][0],
                schools[i][1],
                "",
                *[user.pk] * 2,
                now,
            )
        )
    bulk.insert(Task, columns, rows)
    return len(rows)
