"""What all of Ofsted's files say alike: the columns about the school, and the words for grades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from demo.files.tables import slashed
from demo.inspections import Framework, Inspection, Kind
from demo.lives import LONG_AGO, School
from demo.outcomes.intake import filled
from demo.people import children_of
from demo.world import World

NOT_JUDGED = "9"  # and never a grade
_PAGE = "http://www.ofsted.gov.uk/inspection-reports/find-inspection-report/provider/ELS/"
_FAITHS = {
    "": ("Does not apply", "Non-faith"),
    "Catholic": ("Roman Catholic", "Christian"),
    "Church of England": ("Church of England", "Christian"),
    "Christian": ("Christian", "Christian"),
    "Muslim": ("Muslim", "Muslim"),
    "Jewish": ("Jewish", "Jewish"),
    "Sikh": ("Sikh", "Other faith"),
}
# Areas by their keys in inspections.py, under the headers of the files since 2019.
JUDGEMENTS = {
    "education": "quality of education",
    "behaviour": "behaviour and attitudes",
    "development": "personal development",
    "leadership": "effectiveness of leadership and management",
}
REPORT_CARD = {
    "inclusion": "Inclusion",
    "curriculum": "Curriculum and teaching",
    "achievement": "Achievement",
    "attendance": "Attendance and behaviour",
    "wellbeing": "Personal development and wellbeing",
    "early years": "Early years (where applicable)",
    "post-16": "Post-16 provision (where applicable)",
    "governance": "Leadership and governance",
}


def listed(world: World, day: date) -> Iterator[School]:
    """The state-funded schools that are open on a day, but for those that the publisher has missed."""
    for school in world.schools:
        if school.kind.ofsted and school.open_on(day) and not school.life.hides_from_ofsted:
            yield school


def about_school(world: World, school: School, day: date) -> dict[str, Any]:
    """The columns that begin every file since 2019, but for the address of the page of reports."""
    city, ground, life = world.city, school.ground, school.life
    children = children_of(city.name, life, city.district_names[ground.district])
    faith, grouping = _FAITHS[life.faith]
    secondary = life.stage.phase == "Secondary"
    census = day.year if day.month >= 7 else day.year - 1
    seats = city.districts if day < date(2024, 7, 5) else city.seats
    return {
        "URN": school.urn,
        "LAESTAB": city.authority * 10_000 + school.number,
        "School name": school.name_on(day),
        "Ofsted phase": life.stage.phase,
        "Type of education": school.kind.ofsted,
        "School open date": slashed(school.opened) if school.opened != LONG_AGO else "NULL",
        "Admissions policy": "Selective" if life.selective else "Non-selective" if secondary else "Not applicable",
        "Sixth form": _sixth_form(school),
        "Designated religious character": faith,
        "Religious ethos": "NULL" if school.kind.academy else "Does not apply",
        "Faith grouping": grouping,
        "Ofsted region": "Lockside and the Sea",
        "Region": "Lockside and the Sea",
        "Local authority": city.name,
        "Parliamentary constituency": seats[ground.district if seats is city.districts else ground.seat].name,
        "Postcode": ground.text,
        "The income deprivation affecting children index (IDACI) quintile": children.fifth,
        "Total number of pupils": max(4, round(children.number(census) * filled(school, census))),
        "Statutory lowest age": life.ages[0],
        "Statutory highest age": life.ages[1],
    }


def about_trust(
    world: World, school: School, day: date, sponsor_header: str = "Academy sponsor name"
) -> dict[str, Any]:
    joined = school.trust_on(day)
    trust = world.trusts.groups[joined[1]] if joined and school.kind.academy else None
    twin = world.trusts.groups[trust.sponsor] if trust and trust.sponsor else None
    several = trust is not None and trust.kind == "Multi-academy trust"
    return {
        "Multi-academy trust UID": trust.uid if trust and several else "NULL",
        "Multi-academy trust name": trust.name if trust and several else "NULL",
        "Academy sponsor UID": twin.uid if twin else "NULL",
        sponsor_header: twin.name if twin else "NULL",
    }


def page_of(school: School) -> str:
    return f"{_PAGE}{school.urn}"


def _sixth_form(school: School) -> str:
    if school.life.stage.phase not in ("Secondary", "Special"):
        return "Not applicable"
    return "Has a sixth form" if school.life.sixth_form else "Does not have a sixth form"


def published_by(world: World, school: School, day: date) -> list[Inspection]:
    return [visit for visit in world.inspections_shown_for(school) if visit.published <= day]


def graded_ones(visits: Sequence[Inspection], *, report_cards: bool) -> list[Inspection]:
    """The graded inspections among these, oldest first: report cards, or those before them."""
    return [
        visit
        for visit in visits
        if visit.kind is Kind.GRADED and (visit.framework is Framework.REPORT_CARD) is report_cards
    ]


def at_the_time(world: World, visit: Inspection, school: School, of: str) -> dict[str, Any]:
    """Whose inspection it was: the columns “… at time of …”."""
    then = world.by_urn[visit.urn]
    return {
        f"URN at time of {of}": then.urn,
        f"LAESTAB at time of {of}": world.city.authority * 10_000 + then.number,
        f"School name at time of {of}": then.name_on(visit.started),
        f"School type at time of {of}": then.kind.ofsted,
    }


def relates(visit: Inspection, school: School) -> str:
    return "Yes" if visit.urn == school.urn else "No"


def judged(visit: Inspection, area: str) -> Any:
    """A grade of the years before report cards, or the 9 that says there is none."""
    return visit.grades.get(area, NOT_JUDGED)


def overall(visit: Inspection) -> Any:
    return visit.overall if visit.overall is not None else "Not judged"
