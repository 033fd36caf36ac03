"""The City and District pages: what needs you, what is so, and the tables behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse

from alongside.face.desk.presenters import tables
from alongside.face.desk.presenters.changes import Group
from alongside.face.desk.presenters.drawing import Drawing
from alongside.face.desk.queries import Shown
from alongside.floor.kernel.prose import counted, joined, number, plural, sentence
from alongside.floor.web.words import day, weekday
from alongside.knowledge.inspections.models import Standing

M = Standing.Mark


@dataclass(frozen=True, slots=True)
class Card:
    """A figure that may ask something of the reader, and where to go with it."""

    figure: int
    says: str
    link: str
    address: str
    act: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A family of files, and of what day the newest loaded one speaks."""

    family: str
    title: str
    publisher: str
    as_at: date | None
    loaded: datetime | None
    load: int
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A City or District page. `city` is the comparison line of the whole city, for a district."""

    name: str
    lede: str
    cards: tuple[Card, ...]
    sentences: tuple[str, ...]
    drawing: Drawing
    total: tables.Counts
    districts: tuple[tables.Counts, ...]
    phases: tuple[tables.Counts, ...]
    types: tuple[tables.Counts, ...]
    news: tuple[Group, ...]
    summer: date
    since: str
    sources: tuple[Source, ...]
    schools: tuple[Shown, ...] = ()
    city: tables.Counts | None = None


def list_of(**filters: str) -> str:
    """The address of the Schools page with these filters."""
    return f"{reverse('desk:schools')}?{urlencode(filters)}" if filters else reverse("desk:schools")


def lede(schools: int, districts: int, sources: Sequence[Source], today: date) -> str:
    """How much there is to see, and of what days the files speak."""
    within = f" in {counted(districts, 'district')}" if districts else ""
    return f"{sentence(counted(schools, 'open school') + within)} {weekday(today)}, {_as_at(sources)}"


def _as_at(sources: Sequence[Source]) -> str:
    said = {source.publisher: source.as_at for source in sources if source.as_at and source.publisher}
    parts = [f"{publisher} to {day(as_at)}" for publisher, as_at in said.items()]
    return f"with {joined(parts)}." if parts else "with no file loaded yet."


def office_cards(
    total: tables.Counts, changes: int, stale: Sequence[Source], *, scope: dict[str, str], summer: date
) -> list[Card]:
    """What needs the office first. Never made for anybody else."""
    listed = Card(
        total.listed,
        f"of {counted(total.maintained, 'maintained school')} {plural(total.listed, 'is')} on the list of "
        "Priority Schools",
        "See the list and the reasons",
        list_of(verdict="listed", **scope) if scope else reverse("priority:list"),
        act=total.listed > 0,
    )
    past = f", {number(total.past_due)} of them before today" if total.past_due else ""
    window = Card(
        total.due,
        f"{plural(total.due, 'school')} with an inspection usual by {day(summer)}{past}",
        "See which",
        list_of(due="by-summer", sort="due", **scope),
        act=total.due > 0,
    )
    cards = [window, news_card(changes)]
    if total.verdicts:
        cards.insert(0, listed)
    if stale:
        names = joined([source.title for source in stale])
        cards.append(
            Card(
                len(stale),
                f"{plural(len(stale), 'file')} overdue: {names}",
                "Load newer ones",
                reverse("opendata:data"),
                act=True,
            )
        )
    return cards


def public_cards(total: tables.Counts, changes: int, *, scope: dict[str, str]) -> list[Card]:
    return [
        Card(
            total.no_concern,
            f"{plural(total.no_concern, 'school')} with no named concern at the last inspection",
            "See them",
            list_of(standing=M.NO_CONCERN, **scope),
        ),
        Card(
            total.improve,
            f"{plural(total.improve, 'school')} with something to improve",
            "See what",
            list_of(standing=M.IMPROVE, **scope),
        ),
        Card(
            total.category,
            f"{plural(total.category, 'school')} in a category of concern",
            "See which",
            list_of(standing=M.CONCERN, **scope),
        ),
        news_card(changes),
    ]


def news_card(changes: int) -> Card:
    return Card(changes, f"{plural(changes, 'change')} in the newest files", "Read what changed", "#changed")


def sentences(name: str, total: tables.Counts, schools: Sequence[Shown]) -> list[str]:
    """What is so, in sentences: standing, eras, what is missing. Grades of different eras are not added up."""
    if not total.schools:
        return []
    said = [_standing(total)]
    if total.category or total.improve:
        said.append(_concerns(total))
    said += _gaps(total)
    inherited = sum(1 for school in schools if school.stands.predecessor)
    if inherited:
        said.append(
            f"The standing of {counted(inherited, 'school')} rests on an inspection of the school that came before, "
            "and is marked so."
        )
    return [sentence(text) for text in said if text]


def beside(here: tables.Counts, city: tables.Counts) -> list[str]:
    """A district's standing beside the city's, where there is something to put beside it."""
    if not here.judged or not city.judged:
        return []
    return [f"That is {here.no_concern_said} here, and {city.no_concern_said} in the whole of {city.name}."]


def _standing(total: tables.Counts) -> str:
    if not total.judged:
        return ""
    return (
        f"{number(total.no_concern)} of {counted(total.judged, 'school')} whose last graded inspection is published "
        f"{plural(total.no_concern, 'has')} no named concern"
    )


def _concerns(total: tables.Counts) -> str:
    improve = f"{number(total.improve)} {plural(total.improve, 'has')} something to improve"
    category = f"{number(total.category)} {plural(total.category, 'is')} in a category of concern"
    return joined([part for part, count in ((improve, total.improve), (category, total.category)) if count])


def _gaps(total: tables.Counts) -> list[str]:
    said = []
    if total.not_inspected:
        said.append(f"{number(total.not_inspected)} {plural(total.not_inspected, 'has')} not been inspected yet")
    if total.not_known:
        stand = "stands" if total.not_known == 1 else "stand"
        said.append(f"no loaded file says how {counted(total.not_known, 'school')} {stand}")
    return said


def eras(schools: Sequence[Shown]) -> list[tuple[str, int]]:
    """How many standings rest on each way of grading: they are not comparable, so they are counted apart."""
    return Counter(school.stands.era for school in schools if school.stands.era).most_common()
