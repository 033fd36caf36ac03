"""The headers of Ofsted's files, by the part of a row they belong to, and our names for what stands under them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alongside.knowledge.inspections.formats import reading
from alongside.knowledge.opendata import cells
from alongside.knowledge.opendata.registry import Column
from alongside.knowledge.schools import fields
from alongside.knowledge.schools.formats.reading import parser

# What a row says of the school itself: our field, header. These go to the register.
_SCHOOL = (
    ("name", "School name"),
    ("laestab", "LAESTAB"),
    ("type", "Type of education"),
    ("authority", "Local authority"),
    ("opened", "School open date"),
    ("ofsted_phase", "Ofsted phase"),
    ("sixth_form", "Sixth form"),
    ("admissions", "Admissions policy"),
    ("religious_character", "Designated religious character"),
    ("religious_ethos", "Religious ethos"),
    ("faith_grouping", "Faith grouping"),
    ("ofsted_region", "Ofsted region"),
    ("region", "Region"),
    ("constituency", "Parliamentary constituency"),
    ("postcode", "Postcode"),
    ("trust_uid", "Multi-academy trust UID"),
    ("trust", "Multi-academy trust name"),
    ("sponsor_uid", "Academy sponsor UID"),
    ("sponsor", "Academy sponsor name"),
    ("idaci_quintile", "The income deprivation affecting children index (IDACI) quintile"),
    ("pupils", "Total number of pupils"),
    ("age_low", "Statutory lowest age"),
    ("age_high", "Statutory highest age"),
    ("report_page", "Web Link"),
)
_ALSO = {"report_page": ("Web Link (opens in new window)", "Web link", "Web link (opens in new window)")}
_MATTERS = {"name", "laestab", "type", "authority", "opened"}
SCHOOL_FIELDS = tuple(name for name, _ in _SCHOOL)

OEIF_AREAS = {
    "quality_of_education": "quality of education",
    "behaviour_and_attitudes": "behaviour and attitudes",
    "personal_development": "personal development",
    "leadership_and_management": "effectiveness of leadership and management",
    "early_years": "early years provision (where applicable)",
    "sixth_form": "sixth form provision (where applicable)",
}
REPORT_CARD = {
    "inclusion": ("Inclusion",),
    "curriculum_and_teaching": ("Curriculum and teaching",),
    "achievement": ("Achievement",),
    "attendance_and_behaviour": ("Attendance and behaviour",),
    "personal_development_and_wellbeing": (
        "Personal development and wellbeing",
        "Personal development and well-being",
    ),
    "early_years": ("Early years (where applicable)", "Early years"),
    "post_16": ("Post-16 provision (where applicable)", "Post-16 provision"),
    "leadership_and_governance": ("Leadership and governance",),
}

KNOWN = frozenset(
    {
        "Current school type used for chart C6",
        "Number of ungraded inspections since the last graded inspection",
        "Number of monitoring and urgent inspections since last graded inspection",
        *(
            f"Number of warning notices issued in {year}/{(year + 1) % 100:02d} academic year"
            for year in range(2015, 2040)
        ),
    }
)


def school(*, required: bool = True) -> tuple[Column, ...]:
    """URN, then the columns of the register in the order of SCHOOL_FIELDS."""
    return (
        Column("urn", ("URN",), cells.urn, required=True),
        *(
            Column(
                name,
                (header, *_ALSO.get(name, ())),
                parser(name, fields.FIELDS[name].kind),
                required=required and name in ("name", "type", "authority"),
                forgiving=name not in _MATTERS,
            )
            for name, header in _SCHOOL
        ),
    )


def column(
    part: str, name: str, parse: Callable[[str], Any], *headers: str, required: bool = False, forgiving: bool = False
) -> Column:
    """A column of one part of a row: `latest.overall`."""
    return Column(f"{part}.{name}", headers, parse, required=required, forgiving=forgiving)


def oeif_areas(part: str, prefix: str) -> tuple[Column, ...]:
    """The areas graded from 2019 to 2025. `prefix`: "", "Previous " or "Latest OEIF "."""
    return tuple(
        column(part, area, reading.grade, prefix + words if prefix else words.capitalize())
        for area, words in OEIF_AREAS.items()
    )


def report_card_areas(part: str, *, dated: bool) -> tuple[Column, ...]:
    """The evaluation areas of a report card, each with the date of its grade where the file has one."""
    found = [column(part, area, reading.report_card_grade, *headers) for area, headers in REPORT_CARD.items()]
    if dated:
        found += [
            column(part, f"{area}_on", reading.day, f"{headers[-1]} - date of grade", f"{headers[0]} - date of grade")
            for area, headers in REPORT_CARD.items()
        ]
    return tuple(found)


def at_the_time(part: str, of: str, *names: str) -> tuple[Column, ...]:
    """The school as it was inspected. `names`: other spellings of the part in the header of its name."""
    return (
        column(part, "urn", cells.urn, f"URN at time of {of}"),
        column(part, "laestab", reading.raw, f"LAESTAB at time of {of}"),
        column(
            part,
            "name",
            reading.raw,
            *(f"School name at time of {name}" for name in (of, *names)),
        ),
        column(
            part,
            "type",
            reading.kind,
            *(f"School type at time of {name}" for name in (of, *names)),
            forgiving=True,
        ),
    )
