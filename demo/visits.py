"""One visit of inspectors, put together: who was inspected, what it is called, what they found, when it came out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from demo.chance import Chance
from demo.inspections import Findings, Framework, Inspection, Kind, Provision, findings, framework_on, graded
from demo.lives import School
from demo.terms import publication

_S5 = "Schools - S5"
_S8 = "Schools - S8"
_DEEMED = "Schools - S8 deemed S5"
_CONVERTED = "Schools – Section 8 conversion"  # the dash is 0x96 in Windows-1252, where many a reader stumbles
SHORT = {
    Framework.AREAS: "Maintained Academy and School Short inspection",
    Framework.JUDGEMENTS: "Section 8 inspection of good and outstanding schools",
    Framework.NO_OVERALL: "Ungraded inspection of good and outstanding schools",
}
_MONITORED = {  # what the grade before calls for: name of the visits, and of the inspection that ends them
    "SM": ("Schools into Special Measures Visit {n}", "Special Measures S5 ReInspection"),
    "SWK": ("Schools with Serious Weaknesses Visit {n}", "Serious Weaknesses S5 Reinspection"),
    "NTI": ("Notice to Improve Visit {n}", "Notice to Improve S5 ReInspection Historic"),
    "RSI": ("Requires Significant Improvement monitoring Visit {n}", "Full inspection"),
    "": ("Requires Improvement monitoring Visit {n}", "Requires Improvement S5 Reinspection Visit {n}"),
}


def provision_of(school: School) -> Provision:
    low, _ = school.life.ages
    return Provision(early_years=low < 5 and school.life.stage.key != "alternative", sixth_form=school.life.sixth_form)


def graded_visit(
    school: School,
    day: date,
    chance: Chance,
    *,
    seen: float | None = None,
    overall: int | None = None,
    found: Findings | None = None,
    type: str = "S5 Inspection",
    converted: bool = False,
    published: date | None = None,
) -> Inspection:
    """A graded inspection. Say what was `seen`, or the `overall` grade, or what was `found` in full."""
    framework, provision = framework_on(day), provision_of(school)
    if found is None and overall is not None:
        found = graded(framework, overall, provision, chance)
    elif found is None:
        found = findings(framework, seen or 0.0, provision, chance)
    if framework is Framework.REPORT_CARD:
        type = "Full inspection"
    grouping, event = (type, _S5) if not converted else ("Section 8 conversion", _CONVERTED)
    if type == "Exempt School Inspection":
        grouping, event = "Section 8 deemed section 5", _DEEMED
    return Inspection(
        urn=school.urn,
        kind=Kind.GRADED,
        framework=framework,
        started=day,
        published=published or publication(day, chance),
        type=SHORT[framework] if converted else type,
        grouping=grouping,
        event=event,
        overall=found.overall,
        category=found.category,
        safeguarding=found.safeguarding,
        grades=found.grades,
        converted=converted,
    )


def ungraded_visit(
    school: School, day: date, chance: Chance, outcome: str, published: date | None = None
) -> Inspection:
    """A short or ungraded inspection that stayed one. Its outcome is words."""
    framework = framework_on(day)
    return Inspection(
        urn=school.urn,
        kind=Kind.UNGRADED,
        framework=framework,
        started=day,
        published=published or publication(day, chance),
        type=SHORT[framework],
        grouping="Short inspection" if framework is Framework.AREAS else "Ungraded inspection",
        event=_S8,
        outcome=outcome,
    )


def monitoring_visit(school: School, day: date, chance: Chance, category: str, number: int) -> Inspection:
    """A visit to a school that has something to improve. It gives no grade of its own."""
    framework = framework_on(day)
    named = _MONITORED[category][0]
    if framework is Framework.REPORT_CARD and not category:
        named = "Monitoring inspection Visit {n}"
    improving = chance.happens(0.75)
    outcome = (
        ("Taking effective action" if improving else "Not taking effective action")
        if framework is Framework.AREAS
        else "Progress is being made"
        if improving
        else "Insufficient progress"
    )
    return Inspection(
        urn=school.urn,
        kind=Kind.MONITORING,
        framework=framework,
        started=day,
        published=publication(day, chance),
        type=named.format(n=number),
        grouping=named.removesuffix(" Visit {n}"),
        event=_S8,
        outcome=outcome,
    )


def type_after(before: Sequence[Inspection], first_of_academy: bool) -> str:
    """What a graded inspection is called, by what came before it."""
    if first_of_academy:
        return "Academy First Section 5"
    last = next((visit for visit in reversed(before) if visit.kind is Kind.GRADED), None)
    if last is None or last.framework is Framework.REPORT_CARD or (last.overall or 0) < 3:
        return "S5 Inspection"
    if last.category:
        return _MONITORED[last.category][1]
    in_a_row = 0
    for visit in reversed([visit for visit in before if visit.kind is Kind.GRADED]):
        if (visit.overall or 0) < 3:
            break
        in_a_row += 1
    return _MONITORED[""][1].format(n=in_a_row)
