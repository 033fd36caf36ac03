"""All of it put onto one agenda: who does what when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from alongside.floor.accounts.models import User
from demo.doings import Event
from demo.world import World
from demo.year.agenda import Agenda
from demo.year.doing.alone import Inviting
from demo.year.doing.bulletins import Writing
from demo.year.doing.concerns import Worrying
from demo.year.doing.cycles import Cycles
from demo.year.doing.families import Belonging
from demo.year.doing.groups import Grouping
from demo.year.doing.hosting import Hosting
from demo.year.doing.needs import Needing
from demo.year.doing.ofsted import Inspecting
from demo.year.doing.people import Register
from demo.year.doing.post import Reading
from demo.year.doing.sharing import Sharing
from demo.year.doing.supported import Asking
from demo.year.doing.talks import Talking
from demo.year.doing.tasks import Errands
from demo.year.doing.visits import Visiting
from demo.year.folk import folk
from demo.year.plans import concerns, families, groups, hosting, reviewing, sharing, talks, visits
from demo.year.plans.alone import company


def live(world: World, users: dict[str, User], agenda: Agenda, *, one_in: int = 1) -> None:
    """Put all of it onto the agenda. `users`: the accounts that there are already, by address. `one_in`: of visits,
    talks and what schools do together only every so-manieth, for a trial; what was told by hand is always there."""
    register = Register(world, folk(world), users, agenda.add)
    errands = Errands(agenda.add, frozenset(world.told(key).urn for key in visits.told()))
    told = visits.told()
    all_visits = visits.visits(world, register.folk)
    some = [one for i, one in enumerate(all_visits) if i % one_in == 0 or one.school.life.key in told]
    events = (
        register.events(),
        Visiting(register, errands).events(some),
        Talking(register).events(talks.talks(world)[::one_in]),
        Grouping(register, errands).events(groups.group_meetings(world)),
        Inspecting(register).events(),
        Worrying(register, errands).events(concerns.concerns(world)),
        Needing(register).events(),
        Asking(register).events(),
        Writing(register).events(),
        Reading(register).events(),
    )
    for event in chain(*events, together(register, one_in=one_in)):
        agenda.add(event)


def together(register: Register, *, one_in: int = 1) -> Iterator[Event]:
    """What schools did together in three years: families, reviews by peers, visits to each other, practice, help."""
    world = register.world
    around = company(world, register.folk)
    told = {world.told(key).urn for key in reviewing.TOLD}
    every = families.circles(world, around)
    few = [one for i, one in enumerate(every) if one_in == 1 or i % 2 == 0 or one.ended or one.lead.urn in told]
    yield from Belonging(register).events(few)
    yield from Cycles(register).events(reviewing.cycles(world, around), reviewing.elsewhere(world, around)[::one_in])
    said = sharing.strengths(world, around)[::one_in]
    yield from Sharing(register).events(
        sharing.items(world, around)[::one_in], said, sharing.helps(world, around)[::one_in]
    )
    offers = hosting.offers(world, around)
    asked = hosting.visits(world, around, offers)
    some = [one for i, one in enumerate(asked) if i % one_in == 0 or told & {one.host.urn, one.guest.urn}]
    yield from Hosting(register).events(offers, some)
    yield from Inviting(register).events(around)
