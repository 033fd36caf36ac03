"""GIAS: establishments with the columns of 2026, and links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from demo.chance import Chance
from demo.files import tables
from demo.files.tables import dashed
from demo.lives import LONG_AGO, School
from demo.outcomes.intake import filled
from demo.people import Children, children_of, head_on, usual_job
from demo.trusts import DIOCESES
from demo.world import World

_OPENED = {"Not applicable": "00", "New Provision": "01", "Result of Amalgamation": "02", "Result of Closure": "03"}
_OPENED["Academy Converter"] = "10"
_CLOSED = {"Not applicable": "00", "Closure": "02", "Result of Amalgamation/Merger": "03", "For Academy": "06"}
_CLOSED["Academy Converter"] = "10"
_GENDERS = {"Boys": "1", "Girls": "2", "Mixed": "3"}
_FAITHS = {
    "": ("00", "Does not apply"),
    "Church of England": ("02", "Church of England"),
    "Catholic": ("03", "Roman Catholic"),
    "Jewish": ("05", "Jewish"),
    "Muslim": ("07", "Muslim"),
    "Christian": ("15", "Christian"),
    "Sikh": ("21", "Sikh"),
}
_NEEDS = (
    "ASD - Autistic Spectrum Disorder",
    "SEMH - Social, Emotional and Mental Health",
    "SLCN - Speech, language and Communication",
    "MLD - Moderate Learning Difficulty",
    "SLD - Severe Learning Difficulty",
    "PD - Physical Disability",
)
_CONSTANT = {  # what is the same in every row of a city
    "NextInspectionVisit": "",
    "BSOInspectorateName (name)": "Not applicable",
    "TeenMoth (name)": "Not applicable",
    "CCF (name)": "Not applicable",
    "EdByOther (name)": "Not applicable",
    "FurtherEducationType (name)": "Not applicable",
    "GOR (code)": "Z",
    "GOR (name)": "Not Applicable",
    "UrbanRural (code)": "UN1",
    "UrbanRural (name)": "Urban: Nearer to a major town or city",
    "County (name)": "",
    "PreviousLA (code)": "",
    "PreviousLA (name)": "Not applicable",
    "QABName (code)": "0",
    "QABName (name)": "Not applicable",
    "EstablishmentAccredited (code)": "0",
    "EstablishmentAccredited (name)": "Not applicable",
    "FEHEIdentifier": "",
}


def establishments(path: Path, worlds: Iterable[World], day: date) -> Path:
    """`edubasealldata` as downloaded on a day."""
    rows = (_establishment(world, school, day) for world in worlds for school in world.schools if school.known_on(day))
    return tables.write(path, tables.headers_of("gias_establishments_2026"), rows, quoted=True)


def _establishment(world: World, school: School, day: date) -> dict[str, Any]:
    chance = Chance.of(world.city.name, "gias", school.urn)
    life, kind = school.life, school.kind
    closed = school.closed if school.closed and school.closed <= day else None
    row: dict[str, Any] = {
        **_CONSTANT,
        "URN": school.urn,
        "LA (code)": str(world.city.authority),
        "LA (name)": world.city.name,
        "EstablishmentNumber": school.number,
        "EstablishmentName": school.name_on(min(day, closed or day)),
        "TypeOfEstablishment (code)": kind.code,
        "TypeOfEstablishment (name)": kind.name,
        "EstablishmentTypeGroup (code)": kind.group_code,
        "EstablishmentTypeGroup (name)": kind.group,
        "PhaseOfEducation (code)": life.stage.gias_code,
        "PhaseOfEducation (name)": life.stage.gias,
        "StatutoryLowAge": life.ages[0],
        "StatutoryHighAge": life.ages[1],
        "Gender (code)": _GENDERS[life.gender],
        "Gender (name)": life.gender,
        "UKPRN": 19_000_000 + school.urn - 900_000,
    }
    row |= _status(school, day)
    row |= _provision(school, chance)
    row |= _faith(world, school)
    row |= _place(world, school, chance)
    if closed is None:
        row |= _census(world, school, day)
        row |= _groups(world, school, day)
        row |= _head(world, school, day, chance)
    row["LastChangedDate"] = dashed(chance.day_between(day.replace(year=day.year - 1), day))
    return row


def life_children(world: World, school: School) -> Children:
    return children_of(world.city.name, school.life, world.city.district_names[school.ground.district])


def _status(school: School, day: date) -> dict[str, str]:
    if school.opened > day:
        code, name = "4", "Proposed to open"
    elif school.closed and school.closed <= day:
        code, name = "2", "Closed"
    elif school.closed and (school.closed - day).days < 240:
        code, name = "3", "Open, but proposed to close"
    else:
        code, name = "1", "Open"
    closing = school.closed if code in "23" else None
    why = school.why_closed if closing else "Not applicable"
    opened = "" if school.opened == LONG_AGO and school.urn % 7 else dashed(school.opened)
    return {
        "EstablishmentStatus (code)": code,
        "EstablishmentStatus (name)": name,
        "ReasonEstablishmentOpened (code)": _OPENED[school.why_opened],
        "ReasonEstablishmentOpened (name)": school.why_opened,
        "OpenDate": opened,
        "ReasonEstablishmentClosed (code)": _CLOSED[why],
        "ReasonEstablishmentClosed (name)": why,
        "CloseDate": dashed(closing),
    }


def _provision(school: School, chance: Chance) -> dict[str, Any]:
    life, stage = school.life, school.life.stage.key
    nursery = life.ages[0] < 4 and stage in ("nursery", "primary", "infant", "all-through")
    sixth = ("1", "Has a sixth form") if life.sixth_form else ("2", "Does not have a sixth form")
    if stage in ("nursery", "infant", "junior", "primary") and chance.happens(0.7):
        sixth = ("0", "Not applicable")
    special = "special" in stage
    secondary = school.life.stage.phase == "Secondary"
    admissions = (
        ("2", "Selective") if life.selective else ("4", "Non-selective") if secondary else ("0", "Not applicable")
    )
    needs = chance.sample(_NEEDS, 2) if special else []
    referral = stage == "alternative"
    return {
        "Boarders (code)": "1",
        "Boarders (name)": "No boarders",
        "NurseryProvision (name)": "Has Nursery Classes" if nursery else "No Nursery Classes",
        "OfficialSixthForm (code)": sixth[0],
        "OfficialSixthForm (name)": sixth[1],
        "AdmissionsPolicy (code)": admissions[0],
        "AdmissionsPolicy (name)": admissions[1],
        "SchoolCapacity": -(-school.life.pupils * 11 // 300) * 30,
        "SpecialClasses (code)": "1" if special else "2",
        "SpecialClasses (name)": "Has Special Classes" if special else "No Special Classes",
        "SENPRU (name)": "PRU Does have Provision for SEN" if referral else "Not applicable",
        "EBD (name)": "PRU Does have EBD provision" if referral else "Not applicable",
        "PlacesPRU": life.pupils if referral else "",
        "FTProv (name)": "PRU offers full time provision" if referral else "",
        "Section41Approved (name)": "Approved" if stage == "independent special" else "Not applicable",
        **{f"SEN{i} (name)": need for i, need in enumerate(needs, 1)},
        "TypeOfResourcedProvision (name)": "Resourced provision" if chance.happens(0.06) else "Not applicable",
        "InspectorateName (name)": chance.choice(("Ofsted", "ISI")) if stage == "independent" else "",
    }


def _faith(world: World, school: School) -> dict[str, str]:
    faith = school.life.faith
    code, name = _FAITHS[faith]
    if not faith and school.kind.academy:
        code, name = "06", "None"
    diocese = DIOCESES.get(faith, ("0000", "Not applicable"))
    return {
        "ReligiousCharacter (code)": code,
        "ReligiousCharacter (name)": name,
        "ReligiousEthos (name)": "None" if school.kind.academy and not faith else "Does not apply",
        "Diocese (code)": diocese[0],
        "Diocese (name)": diocese[1].format(city=world.city.name),
    }


def _place(world: World, school: School, chance: Chance) -> dict[str, Any]:
    city, ground = world.city, school.ground
    ward, seat = world.city.wards[ground.ward], world.city.seats[ground.seat]
    small = 1 + ground.ward * 3 + chance.randrange(3)
    return {
        "Street": ground.street,
        "Locality": city.district_names[ground.district],
        "Town": city.name,
        "Postcode": ground.text,
        "SchoolWebsite": f"www.{_letters(school.names[-1][1])}.example",
        "TelephoneNum": f"01632 {960_000 + school.urn % 1000}",  # numbers set apart for fiction
        "DistrictAdministrative (code)": city.code,
        "DistrictAdministrative (name)": city.name,
        "AdministrativeWard (code)": ward.code,
        "AdministrativeWard (name)": ward.name,
        "ParliamentaryConstituency (code)": seat.code,
        "ParliamentaryConstituency (name)": seat.name,
        "GSSLACode (name)": city.code,
        "Easting": ground.east,
        "Northing": ground.north,
        "MSOA (name)": f"{city.name} {small:03}",
        "LSOA (name)": f"{city.name} {small:03}{chance.choice('ABCDE')}",
        "MSOA (code)": f"E02{990_000 + small:06}",
        "LSOA (code)": f"E01{990_000 + small * 5:06}",
        "UPRN": str(990_000_000_000 + school.urn),
    }


def _census(world: World, school: School, day: date) -> dict[str, Any]:
    """January's census reaches the register in September."""
    year = day.year if day.month >= 9 else day.year - 1
    children = life_children(world, school)
    number = max(4, round(children.number(year) * filled(school, year)))
    girls = round(number * children.girls)
    return {
        "CensusDate": f"15-01-{year}",
        "NumberOfPupils": number,
        "NumberOfBoys": number - girls,
        "NumberOfGirls": girls,
        "PercentageFSM": children.percent_poor(),
        "FSM": round(number * children.percent_poor() / 100),
    }


def _groups(world: World, school: School, day: date) -> dict[str, Any]:
    joined = school.trust_on(day)
    group = world.trusts.groups[joined[1]] if joined else None
    row: dict[str, Any] = {
        "TrustSchoolFlag (code)": "0",
        "TrustSchoolFlag (name)": "Not applicable",
        "SchoolSponsorFlag (name)": "-" if school.kind.academy else "Not applicable",
        "FederationFlag (name)": "Not under a federation" if school.kind.maintained else "Not applicable",
    }
    if group and group.kind == "Federation":
        row |= {
            "FederationFlag (name)": "Supported by a federation",
            "Federations (code)": group.uid,
            "Federations (name)": group.name,
        }
    elif group:
        alone = group.kind == "Single-academy trust"
        row |= {
            "TrustSchoolFlag (code)": "5" if alone else "3",
            "TrustSchoolFlag (name)": f"Supported by a {group.kind.lower()}",
            "Trusts (code)": group.uid,
            "Trusts (name)": group.name,
        }
        if group.sponsor:
            row |= {
                "SchoolSponsorFlag (name)": "Linked to a sponsor",
                "SchoolSponsors (name)": world.trusts.groups[group.sponsor].name,
            }
    return row


def _head(world: World, school: School, day: date, chance: Chance) -> Mapping[str, str]:
    if school.opened > day:
        return {}
    head = head_on(world.city.name, school, day)
    return {
        "HeadTitle (name)": head.title,
        "HeadFirstName": head.first,
        "HeadLastName": head.last,
        "HeadPreferredJobTitle": head.job or usual_job(school, chance),
    }


def _letters(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isascii() and letter.isalnum())


def links(path: Path, world: World, day: date) -> Path:
    """`links_edubasealldata`: what followed what."""
    rows = (
        {
            "URN": link.urn,
            "LinkURN": link.other,
            "LinkName": link.name,
            "LinkType": link.kind,
            "LinkEstablishedDate": dashed(link.on),
        }
        for link in sorted(world.links(), key=lambda link: (link.urn, link.other))
        if link.on is None or link.on <= day
    )
    return tables.write(path, tables.headers_of("gias_links"), rows, quoted=True)
