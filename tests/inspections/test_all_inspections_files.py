"""Ofsted's files of all inspections of a period, taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alongside.knowledge.inspections import queries
from alongside.knowledge.inspections.facts import Category, Era, Kind, Mark, Span
from alongside.knowledge.inspections.models import Telling
from alongside.knowledge.inspections.rules import standing
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.queries import head
from alongside.knowledge.schools.models import Coverage, Profile
from tests.inspections import files
from tests.inspections.files import graded, school

pytestmark = pytest.mark.django_db

OF_2015, OF_2019, OF_2024, OF_2025 = (f"ofsted-inspections-{year}" for year in (2015, 2019, 2024, 2025))
NAMES = {
    OF_2015: "Management_information_-_state-funded_schools_1_September_2015_to_31_August_2019.csv",
    OF_2019: "all_inspections_-_year_to_date_published_by_31_Aug_2023.csv",
    OF_2024: "all_inspections_-_year_to_date_published_by_31_Aug_2025.csv",
    OF_2025: "all_inspections_-_year_to_date_published_by_31_August_2026.csv",
}


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Load]:
    def make(key: str, rows: Sequence[files.Row], **how: Any) -> Load:
        name = how.pop("name", NAMES[key])
        title = how.pop("title", "")
        load = files.load(files.written(tmp_path / name, files.header(key, rows), rows, title=title), **how)
        assert (load.state, load.format) == ("done", key), load.says
        return load

    return make


def event(number: str, start: str, published: str, urn: int = 100001, **more: str) -> dict[str, str]:
    return {
        "URN": str(urn),
        "Inspection number": number,
        "Inspection type": "S5 Inspection",
        "Inspection type grouping": "S5 Inspection",
        "Event type grouping": "Schools - S5",
        "Inspection start date": start,
        "Publication date": published,
        **more,
    }


def history(urn: int = 100001):
    return queries.history(urn, version=head())


def test_a_title_above_the_header_is_passed_over_and_the_old_areas_are_read(loaded):
    row = event("1", "14/11/2017", "20/12/2017", **{
        "Overall effectiveness": "4", "Category of concern": "SM", "Outcomes for pupils": "4",
        "Quality of teaching, learning and assessment": "3", "Is safeguarding effective?": "No",
        "16 to 19 study programmes (where applicable)": "9",
    })  # fmt: skip
    load = loaded(OF_2015, [row], title="Management information - state-funded schools")
    (inspection,) = history().inspections
    assert (inspection.overall, inspection.category, inspection.safeguarding) == (4, Category.SPECIAL_MEASURES, False)
    assert inspection.areas == {"teaching_learning_assessment": 3, "outcomes_for_pupils": 4}
    assert (inspection.row, load.covers_from, load.as_at) == (3, date(2015, 9, 1), date(2019, 8, 31))


# What the file calls it, whether it has grades; what it was.
KINDS = [
    ("S5 Inspection", "S5 Inspection", "Schools - S5", True, Kind.GRADED),
    ("S8 No Formal Designation Visit", "Section 8 deemed section 5", "Schools - S8 deemed S5", True, Kind.GRADED),
    (
        "Requires Improvement monitoring Visit 2",
        "Section 8 deemed section 5",
        "Schools - S8 deemed S5",
        True,
        Kind.GRADED,
    ),
    (
        "Maintained Academy and School Short inspection",
        "Section 8 conversion",
        "Section 8 conversion",
        True,
        Kind.GRADED,
    ),
    ("Maintained Academy and School Short inspection", "Short inspection", "Schools - S8", False, Kind.UNGRADED),
    ("Section 8 inspection of good and outstanding schools", "Section 8", "Schools - S8", False, Kind.UNGRADED),
    ("Ungraded inspection", "Ungraded", "Schools - S8", False, Kind.UNGRADED),
    ("Schools into Special Measures Visit 1", "Monitoring", "Schools - S8", False, Kind.MONITORING),
    ("Requires Improvement monitoring Visit 1", "Monitoring", "Schools - S8", False, Kind.MONITORING),
    ("Monitoring inspection", "Monitoring", "Monitoring", True, Kind.MONITORING),
]


@pytest.mark.parametrize(("event_type", "grouping", "event_grouping", "has_grade", "kind"), KINDS)
def test_what_an_inspection_was_is_told_by_its_words_and_its_grades(
    loaded, event_type, grouping, event_grouping, has_grade, kind
):
    row = event("1", "14/11/2022", "20/12/2022", **{
        "Inspection type": event_type, "Inspection type grouping": grouping, "Event type grouping": event_grouping,
        "Overall effectiveness": "3" if has_grade else "NULL",
    })  # fmt: skip
    loaded(OF_2019, [row])
    assert history().inspections[0].kind is kind


def test_a_year_to_date_covers_its_academic_year(loaded):
    load = loaded(OF_2019, [event("1", "14/11/2022", "20/12/2022", **{"Overall effectiveness": "2"})])
    assert load.covers_from == date(2022, 9, 1)
    assert history().spans == (Span(date(2022, 9, 1), date(2023, 8, 31)),)
    assert standing(history(), on=date(2023, 1, 31), urn=100001).words == "Good"
    assert standing(history(), on=date(2022, 12, 19), urn=100001).mark is Mark.NOT_KNOWN


def test_years_that_follow_each_other_make_one_stretch(loaded):
    loaded(OF_2019, [event("1", "14/11/2022", "20/12/2022", **{"Overall effectiveness": "2"})])
    loaded(
        OF_2019,
        [event("2", "14/11/2023", "20/12/2023", 100002, **{"Overall effectiveness": "3"})],
        name="year_to_date_published_by_31_Aug_2024.csv",
    )
    assert history().spans == (Span(date(2022, 9, 1), date(2024, 8, 31)),)
    assert standing(history(), on=date(2024, 8, 31), urn=100001).words == "Good"


def test_a_school_without_an_inspection_in_the_period_stays_unknown(loaded):
    loaded(OF_2019, [event("1", "14/11/2022", "20/12/2022", **{"Overall effectiveness": "2"})])
    assert standing(history(100099), on=date(2023, 8, 31), urn=100099).mark is Mark.NOT_KNOWN


def test_what_the_file_has_no_column_for_is_not_taken_away(loaded, tmp_path):
    """An inspection of July 2024 in a file without overall grades keeps the grade that another file gave."""
    row = school(100001) | graded("1", "09/07/2024", "11/09/2024", 100001, "3")
    files.load(files.written(tmp_path / "latest_as_at_30_Sep_2024.csv", files.header("ofsted-latest-2025"), [row]))
    loaded(OF_2024, [event("1", "09/07/2024", "11/09/2024", **{"Quality of education": "3"})])
    (inspection,) = history().inspections
    assert (inspection.era, inspection.overall) == (Era.OVERALL, 3)
    assert inspection.areas == {"quality_of_education": 3}


def test_key_judgements_without_an_overall_grade(loaded):
    row = event("1", "05/11/2024", "11/12/2024", **{
        "Quality of education": "3", "Behaviour and attitudes": "2", "Personal development": "2",
        "Effectiveness of leadership and management": "2", "Safeguarding is effective?": "Yes",
    })  # fmt: skip
    loaded(OF_2024, [row])
    (inspection,) = history().inspections
    assert (inspection.kind, inspection.era, inspection.safeguarding) == (Kind.GRADED, Era.JUDGEMENTS, True)
    assert (
        standing(history(), on=date(2025, 8, 31), urn=100001).words == "Requires improvement in 1 of 4 key judgements"
    )


def test_report_cards_and_visits_of_the_old_kind_beside_them(loaded):
    said = school(100001) | event("1", "13/01/2026", "20/02/2026", **{
        "Inclusion": "Expected standard", "Achievement": "Urgent improvement", "Category of concern": "RSI",
        "Leadership and governance": "Needs attention", "Safeguarding standards": "Met",
    })  # fmt: skip
    visit = school(100002) | event("2", "20/01/2026", "20/02/2026", 100002, **{
        "Inspection type": "Requires Improvement monitoring Visit 1", "Inspection type grouping": "Monitoring",
        "Outcomes for legacy monitoring inspections": "Taking effective action",
    })  # fmt: skip
    loaded(OF_2025, [said, visit])
    (card,) = history().inspections
    assert (card.era, card.category, card.kind) == (Era.REPORT_CARD, Category.SIGNIFICANT_IMPROVEMENT, Kind.GRADED)
    (monitored,) = history(100002).inspections
    assert (monitored.kind, monitored.outcome) == (Kind.MONITORING, "Taking effective action")


def test_a_school_that_nothing_else_tells_of_is_taken_into_the_register(loaded):
    loaded(
        OF_2025, [school(100001, "Ash School") | event("1", "13/01/2026", "20/02/2026", Inclusion="Strong standard")]
    )
    assert Profile.objects.current().get(urn=100001).name == "Ash School"
    assert not Coverage.objects.exists()  # it lists no authority whole


def test_a_school_that_is_known_is_not_told_anew(loaded, tmp_path):
    row = school(100001, "Ash School") | graded("1", "09/07/2024", "11/09/2024", 100001, "3")
    files.load(files.written(tmp_path / "latest_as_at_31_Aug_2025.csv", files.header("ofsted-latest-2025"), [row]))
    loaded(OF_2025, [school(100001, "Ash") | event("2", "13/01/2026", "20/02/2026", Inclusion="Strong standard")])
    assert Profile.objects.current().get(urn=100001).name == "Ash School"


def test_a_row_without_an_inspection_number_is_refused(loaded, tmp_path):
    rows = [event("1", "14/11/2022", "20/12/2022"), event("NULL", "14/11/2022", "20/12/2022", 100002)]
    path = files.written(tmp_path / NAMES[OF_2019], files.header(OF_2019), rows)
    load = files.load(path, yes=True, reason="a test")
    assert [(one.row, one.column) for one in load.refusals.all()] == [(3, "Inspection number")]


def test_the_same_file_twice_writes_nothing(loaded, tmp_path):
    row = event("1", "14/11/2022", "20/12/2022", **{"Overall effectiveness": "2"})
    loaded(OF_2019, [row])
    before = list(Telling.objects.order_by("pk").values())
    again = files.load(files.written(tmp_path / NAMES[OF_2019], files.header(OF_2019), [row]))
    assert again.state == "unchanged"
    assert list(Telling.objects.order_by("pk").values()) == before
