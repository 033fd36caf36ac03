"""Which file came when: the post of ten years, as the partnership's data officer opened it.

A file speaks of one day and arrives on a later one, so that what is known lags behind what is so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from demo.city import lockside
from demo.files import gias, groups, maps, ofsted_inspections, ofsted_latest
from demo.world import World, world


@dataclass(frozen=True)
class Delivery:
    """A file: its name as published, what it is, the day it speaks of, the day it is loaded, and how it is written.

    `let_through`: what the data officer wrote when the gate stopped it. `cut_short`: a download that broke off, which
    must be refused. `undated`: neither name nor rows say of which day it speaks, and the data officer has to.
    """

    name: str
    title: str
    as_at: date
    arrives: date
    write: Callable[[Path, World], Path]
    let_through: str = ""
    cut_short: bool = False
    undated: bool = False


@dataclass(frozen=True)
class Posted:
    """A delivery and the file that was written for it."""

    delivery: Delivery
    path: Path


def write_files(folder: Path, size: int, city: World | None = None) -> list[Posted]:
    """Everything that is published of a city of `size` open schools, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    city = city or world(lockside(), size)
    posted = [Posted(delivery, delivery.write(folder / delivery.name, city)) for delivery in deliveries()]
    return [post for post in posted if _says_something(post)]


def _says_something(post: Posted) -> bool:
    """Nobody publishes a table without a row: of a small city it may be that there was nothing to tell in a year."""
    with post.path.open("rb") as file:
        return post.path.suffix != ".csv" or len(list(islice(file, 2))) == 2


_FORGOTTEN = date(2026, 8, 31)
_MI = "Management_information_-_state-funded_schools_-"


def deliveries() -> list[Delivery]:
    """Every file of the demo, in the order in which they are loaded."""
    from demo.deliveries_of_results import results

    every = [*_ground(), *_all_inspections(), *_latest_inspections(), *_register(), _broken_download(), *results()]
    return sorted(every, key=lambda delivery: (delivery.arrives, delivery.as_at))


def _ground() -> list[Delivery]:
    day, arrives = date(2018, 12, 31), date(2019, 9, 3)
    return [
        Delivery(
            "lockside_constituencies_2010_boundaries_2018-12-31.geojson",
            "Boundaries: the ten districts",
            day,
            arrives,
            lambda path, world: maps.boundaries(path, world.city.districts, "PCON17CD", "PCON17NM"),
        ),
        Delivery(
            "lockside_wards_2018-12-31.geojson",
            "Boundaries: wards",
            day,
            arrives,
            lambda path, world: maps.boundaries(path, world.city.wards, "WD20CD", "WD20NM"),
        ),
        Delivery(
            "lockside_outline_2018-12-31.geojson",
            "Boundaries: the city",
            day,
            arrives,
            lambda path, world: maps.boundaries(path, [world.city.outline], "lad20cd", "lad20nm"),
        ),
        Delivery("lockside_postcodes_2018-12-31.csv", "Postcodes", day, arrives, maps.postcodes),
    ]


def _all_inspections() -> list[Delivery]:
    """Ofsted's files of all inspections: one for four years, then one a school year, the last of them unfinished."""
    periods = [
        (date(2015, 9, 1), date(2019, 8, 31), date(2019, 9, 17)),
        *((date(year, 9, 1), date(year + 1, 8, 31), date(year + 1, 9, 14)) for year in range(2019, 2026)),
        (date(2026, 9, 1), date(2026, 10, 31), date(2026, 11, 10)),
    ]
    made = []
    for first, last, arrives in periods:
        several = last.year - first.year > 1
        school_year = f"{first.year}/{(first.year + 1) % 100:02}"
        name = (
            "Management_information_-_state-funded_schools_1_September_2015_to_31_August_2019.csv"
            if several
            else f"{_MI}_all_inspections_-_year_to_date_published_by_{last:%d_%b_%Y}.csv"
        )
        title = f"Ofsted, all inspections {'2015 to 2019' if several else school_year}"
        made.append(Delivery(name, title, last, arrives, _all_of(first, last)))
    return made


def _all_of(first: date, last: date) -> Callable[[Path, World], Path]:
    return lambda path, world: ofsted_inspections.inspections(path, world, first, last)


def _latest_inspections() -> list[Delivery]:
    days = {  # as at, and the day it came
        date(2023, 8, 31): date(2023, 9, 27),
        date(2025, 8, 31): date(2025, 9, 16),
        _FORGOTTEN: date(2026, 9, 15),
        date(2026, 9, 30): date(2026, 10, 13),
        date(2026, 10, 31): date(2026, 11, 10),
    }
    made = []
    for day, arrives in days.items():
        yearly = day.year < 2026
        kind = "State-funded_schools_inspections_and_outcomes" if yearly else f"{_MI}_latest_inspections"
        name = f"{kind}_as_at_{day:%d_%B_%Y}.csv"
        made.append(Delivery(name, f"Ofsted, latest inspections, {day:%B %Y}", day, arrives, _latest_of(day)))
    return [_found_late(delivery) if delivery.as_at == _FORGOTTEN else delivery for delivery in made]


def _found_late(delivery: Delivery) -> Delivery:
    """A file that nobody loaded when it came: older than what is loaded by then, so the gate asks why."""
    reason = "We left this one out in September. It belongs before the file of 30 September, which stays as it is."
    return replace(delivery, arrives=date(2026, 10, 14), let_through=reason)


def _latest_of(day: date) -> Callable[[Path, World], Path]:
    return lambda path, world: ofsted_latest.latest(path, [world], day)


def _broken_download() -> Delivery:
    """On the morning of the newest load the connection broke: what had come was refused, and the file fetched again."""
    day, arrives = date(2026, 10, 31), date(2026, 11, 9)
    whole = _latest_of(day)

    def write(path: Path, world: World) -> Path:
        text = whole(path, world).read_bytes()
        path.write_bytes(text[: len(text) * 2 // 5])
        return path

    name = f"{_MI}_latest_inspections_as_at_{day:%d_%B_%Y} (1).csv"
    return Delivery(name, "a download that broke off", day, arrives, write, cut_short=True)


def _register() -> list[Delivery]:
    """GIAS, monthly since summer 2026; links and groups in the first month and the last."""
    days = {
        date(2026, 8, 14): date(2026, 8, 17),
        date(2026, 9, 11): date(2026, 9, 14),
        date(2026, 10, 16): date(2026, 10, 19),
        date(2026, 11, 13): date(2026, 11, 13),
    }
    made = []
    for day, arrives in days.items():
        stamp, month = f"{day:%Y%m%d}", f"{day:%B %Y}"
        made.append(
            Delivery(f"edubasealldata{stamp}.csv", f"GIAS establishments, {month}", day, arrives, _gias_of(day))
        )
        if day in (min(days), max(days)):
            made += [
                Delivery(f"links_edubasealldata{stamp}.csv", f"GIAS links, {month}", day, arrives, _links_of(day)),
                Delivery(f"allgroupsdata{stamp}.csv", f"GIAS groups, {month}", day, arrives, _groups_of(day)),
                Delivery(
                    f"alllinksdata{stamp}.csv", f"GIAS members of groups, {month}", day, arrives, _members_of(day)
                ),
            ]
    return made


def _gias_of(day: date) -> Callable[[Path, World], Path]:
    return lambda path, world: gias.establishments(path, [world], day)


def _links_of(day: date) -> Callable[[Path, World], Path]:
    return lambda path, world: gias.links(path, world, day)


def _groups_of(day: date) -> Callable[[Path, World], Path]:
    return lambda path, world: groups.groups(path, world, day)


def _members_of(day: date) -> Callable[[Path, World], Path]:
    return lambda path, world: groups.members(path, world, day)
