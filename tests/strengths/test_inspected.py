"""Only the best grades of the newest inspection of the school itself speak of a strength."""

from __future__ import annotations

from datetime import date

from alongside.knowledge.inspections.facts import Areas, Era, History, Inspection, Kind
from alongside.work.sharing.strengths.inspected import best_of
from alongside.work.sharing.strengths.policies import strengths

ON = date(2026, 11, 16)


def inspection(urn: int, era: Era, areas: dict[str, int | str], published: date) -> Inspection:
    return Inspection("1", urn, Kind.GRADED, era, published, published, areas=Areas(areas))


def found(*inspections: Inspection) -> list[str]:
    return [one.words for one in best_of(History(1, inspections), on=ON, policy=strengths())]


def test_the_best_grades_of_both_ways_of_grading_speak() -> None:
    card = {"inclusion": "Strong standard", "achievement": "Expected standard", "early_years": "Exceptional"}
    report_card = inspection(1, Era.REPORT_CARD, card, date(2026, 3, 1))
    assert found(report_card) == ["Inclusion: strong standard", "Early years: exceptional"]
    older = inspection(1, Era.JUDGEMENTS, {"personal_development": 1, "quality_of_education": 2}, date(2023, 3, 1))
    assert found(older) == ["Personal development: outstanding"]
    assert found(older, report_card) == found(report_card)


def test_a_predecessors_grades_and_what_is_not_published_yet_speak_of_nothing() -> None:
    areas: dict[str, int | str] = {"personal_development": 1}
    assert found(inspection(2, Era.JUDGEMENTS, areas, date(2023, 3, 1))) == []
    assert found(inspection(1, Era.JUDGEMENTS, areas, date(2026, 12, 1))) == []
