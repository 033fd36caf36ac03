"""Who works at a school in November, by the headers of the performance tables."""

from __future__ import annotations

from demo.chance import Chance
from demo.outcomes import cells
from demo.outcomes.cells import Cell
from demo.outcomes.ks2 import Standing

_RATIO = "Pupil: Teacher Ratio"
_PAY = "Mean Gross FTE Salary of All Teachers (£s)"
_TEACHERS = "Total Number of Teachers (Full-Time Equivalent)"
_ASSISTANTS = "Total Number of Teaching Assistants (Full-time Equivalent)"
_OTHERS = "Total Number of Non Classroom-based School Support Staff, Excluding Auxiliary Staff (Full-Time Equivalent)"
_HEADS = {  # the same staff by heads, and how many of them there are for a full post
    "Total Number of Teachers (Headcount)": (_TEACHERS, 1.14),
    "Total Number of Teaching Assistants (Headcount)": (_ASSISTANTS, 1.45),
    "Total Number of Non Classroom-based School Support Staff, Excluding Auxiliary Staff (Headcount)": (_OTHERS, 1.3),
}
COLUMNS = {
    **{header: cells.count() for header in _HEADS},
    **{header: cells.mean("PUPILS") for header in (_TEACHERS, _ASSISTANTS, _OTHERS, _RATIO)},
    _PAY: cells.mean("PUPILS", 0),
}
_PUPILS_A_TEACHER = {"Nursery": 17.0, "Primary": 20.6, "Secondary": 16.4, "Special": 6.3, "PRU": 5.0}


def figures(standing: Standing, year: int, chance: Chance, *, phase: str) -> dict[str, float]:
    """A school's raw figures. `phase`: Ofsted's word."""
    intake = standing.intake
    usual = _PUPILS_A_TEACHER.get(phase, 15.0)
    ratio = usual * (1 - 0.12 * (intake.disadvantaged - 0.35)) + chance.gauss(0, 0.05 * usual)
    teachers = max(1.2, intake.pupils / ratio)
    raw = {
        "PUPILS": intake.pupils,
        _RATIO: intake.pupils / teachers,
        _TEACHERS: teachers,
        _ASSISTANTS: teachers * (0.75 if phase == "Primary" else 0.32) * chance.uniform(0.8, 1.25),
        _OTHERS: teachers * 0.3 * chance.uniform(0.8, 1.25),
        _PAY: 37_200 * 1.028 ** (year - 2016) + chance.gauss(0, 1400),
    }
    return raw | {header: raw[posts] * more for header, (posts, more) in _HEADS.items()}


def told(raw: dict[str, float]) -> dict[str, Cell]:
    return cells.published(raw, COLUMNS, least_cohort=1, least_group=1, cohort="PUPILS")
