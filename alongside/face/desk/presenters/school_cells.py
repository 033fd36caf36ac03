"""The columns of the Schools page as a spreadsheet carries them: more than the page shows, and the office's apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.face.desk.queries import Shown
from alongside.floor.kernel.prose import joined
from alongside.floor.web.marks import mark_of
from alongside.knowledge.schools import vocabulary
from alongside.work.priority.models import Verdict

HEADER = (
    "URN",
    "Name",
    "Type",
    "Group",
    "Phase",
    "Status",
    "Opened",
    "Closed",
    "Authority",
    "District",
    "Town",
    "Postcode",
    "Age from",
    "Age to",
    "Pupils",
    "Religious character",
    "Trust",
    "Head",
    "Standing",
    "Standing in words",
    "Way of grading",
    "Inspected",
    "Published",
    "Inspected as URN",
)
OFFICE_HEADER = (
    "Inspection usual from",
    "Inspection usual by",
    "Inspection due in law by",
    "Priority verdict",
    "In contract",
    "Limbs",
    "On the list since",
    "Because",
)


def header(*, for_office: bool) -> tuple[str, ...]:
    return HEADER + OFFICE_HEADER if for_office else HEADER


def cells(school: Shown, districts: Mapping[str, str], *, for_office: bool) -> tuple[Any, ...]:
    stands = school.stands
    public = (
        school.urn,
        school.name,
        vocabulary.type_name(school.type),
        vocabulary.GROUPS.get(school.group, school.group),
        vocabulary.phase_name(school.phase),
        vocabulary.STATUSES.get(school.status, school.status),
        school.opened,
        school.closed,
        school.authority,
        districts.get(school.district, ""),
        school.town,
        school.postcode,
        school.age_low,
        school.age_high,
        school.pupils,
        school.religious_character,
        school.trust,
        school.head,
        mark_of(stands.mark).words,
        stands.words,
        stands.era,
        stands.inspected,
        stands.published,
        stands.predecessor,
    )
    return (*public, *_office_cells(school)) if for_office else public


def _office_cells(school: Shown) -> tuple[Any, ...]:
    stands, judged = school.stands, school.judged
    window = (stands.due_earliest, stands.due_latest, stands.due_by_law)
    if judged is None:
        return (*window, "not computed", None, "", None, "")
    return (
        *window,
        Verdict.Status(judged.status).label,
        judged.in_contract,
        joined(judged.limbs),
        judged.listed_since,
        judged.because,
    )
