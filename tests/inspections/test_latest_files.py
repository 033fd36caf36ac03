"""Ofsted's files of latest inspections, taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alongside.knowledge.inspections import queries
from alongside.knowledge.inspections.facts import Era, Kind, Mark
from alongside.knowledge.inspections.models import Listing, Standing, Telling
from alongside.knowledge.inspections.rules import standing
from alongside.knowledge.opendata.models import Change, Load
from alongside.knowledge.opendata.queries import head
from alongside.knowledge.schools.models import Profile, Record
from tests.inspections import files
from tests.inspections.files import card, graded, oeif, previous, school, ungraded

pytestmark = pytest.mark.django_db

OF_2023, OF_2025, OF_2026 = "ofsted-latest-2023", "ofsted-latest-2025", "ofsted-latest-2026"
AUGUST_25 = "latest_as_at_31_Aug_2025.csv"
JANUARY_26 = "latest_as_at_31_Jan_2026.csv"
AUGUST_26 = "latest_as_at_31_Aug_2026.csv"
ASH = school(100001, "Ash School") | graded("2", "14/11/2023", "21/12/2023", 100001, "3")
ASH |= previous("1", "28/09/2021", "25/11/2021", 100001, "3")
OAK = school(100002, "Oak School") | graded("4", "24/09/2024", "13/11/2024", 100002, "Not judged", **{
    "Quality of education": "4", "Behaviour and attitudes": "3", "Personal development": "3",
    "Effectiveness of leadership and management": "4", "Category of concern": "SM",
})  # fmt: skip
ELM = school(100003, "Elm School") | graded("5", "14/03/2019", "20/04/2019", 100003)
MANY = [school(100100 + at) | graded(f"77{at}", "14/03/2019", "20/04/2019", 100100 + at, "2") for at in range(20)]


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Load]:
    """`loaded(AUGUST_25, [row, row])` loads such a file."""

    def make(name: str, rows: Sequence[files.Row], key: str = OF_2025, **how: Any) -> Load:
        options = {one: how.pop(one) for one in ("empty", "title") if one in how}
        head_of = how.pop("header", files.header(key))
        return files.load(files.written(tmp_path / name, head_of, rows, **options), **how)

    return make


def history(urn: int):
    return queries.history(urn, version=head())


def test_a_row_tells_of_the_latest_graded_inspection_and_the_one_before(loaded):
    load = loaded(AUGUST_25, [ASH])
    assert load.state == "done", load.says
    first, second = history(100001).inspections
    assert (first.number, first.overall, first.published) == ("1", 3, date(2021, 11, 25))
    assert (second.number, second.overall, second.published) == ("2", 3, date(2023, 12, 21))
    assert (second.load, second.row, second.as_at) == (load.pk, 2, date(2025, 8, 31))
    assert (second.era, second.event, second.safeguarding) == (Era.OVERALL, "S5 Inspection", True)
    assert second.areas == {}  # 9 is no grade


def test_not_judged_means_the_era_without_an_overall_grade(loaded):
    loaded(AUGUST_25, [OAK])
    (inspection,) = history(100002).inspections
    assert (inspection.era, inspection.overall, inspection.category) == (Era.JUDGEMENTS, None, "SM")
    assert inspection.areas["quality_of_education"] == 4


def test_a_graded_inspection_of_the_first_era_stays_in_it_whatever_the_file(loaded):
    loaded(AUGUST_25, [ELM])
    assert history(100003).inspections[0].era is Era.OVERALL


def test_an_ungraded_inspection_is_kept_with_its_outcome(loaded):
    row = ELM | ungraded("6", "04/03/2024", "10/04/2024", 100003, "School remains Good (Concerns) - S5 Next")
    loaded(AUGUST_25, [row])
    visit = history(100003).inspections[-1]
    assert (visit.kind, visit.outcome) == (Kind.UNGRADED, "School remains Good (Concerns) - S5 Next")
    assert standing(history(100003), on=date(2025, 8, 31), urn=100003).words == "Good"


def test_an_ungraded_inspection_that_was_turned_into_a_graded_one_is_told_once(loaded):
    row = ASH | ungraded("2", "15/11/2023", "21/12/2023", 100001, "NULL", converted="Yes")
    loaded(AUGUST_25, [row])
    assert [(one.number, one.kind) for one in history(100001).inspections] == [("1", Kind.GRADED), ("2", Kind.GRADED)]


def test_the_register_stands_on_the_file(loaded):
    loaded(AUGUST_25, [ASH, OAK])
    ash = Profile.objects.current().get(urn=100001)
    assert (ash.name, ash.type, ash.authority, ash.pupils) == ("Ash School", "community", "Lockside", 210)


class TestPredecessors:
    ROW = (
        school(100009, "Birch Academy", **{"Type of education": "Academy Converter", "School open date": "01/04/2024"})
        | graded("2", "14/11/2023", "21/12/2023", 100001, "3")
        | previous("1", "28/09/2021", "25/11/2021", 100001, "3")
    )

    def test_its_grade_is_shown_as_the_predecessors(self, loaded):
        loaded(AUGUST_25, [self.ROW])
        found = standing(history(100009), on=date(2025, 8, 31), urn=100009)
        assert (found.predecessor, found.words) == (100001, "Requires improvement")

    def test_the_predecessor_enters_the_register_and_is_known_as_at_its_days(self, loaded):
        loaded(AUGUST_25, [self.ROW])
        stub = Record.objects.get(urn=100001)
        assert (stub.source, stub.type, stub.closed) == ("ofsted-successor", "community", date(2024, 3, 31))
        found = standing(history(100001), on=date(2024, 3, 31), urn=100001)
        assert (found.predecessor, found.words, found.known) == (None, "Requires improvement", True)


class TestRefusals:
    """A value that cannot be leaves its row out: file, row, column, value, and what to do."""

    def refused(self, load: Load) -> list[tuple[int, str, str]]:
        return [(one.row, one.column, one.value) for one in load.refusals.order_by("row")]

    def test_a_grade_out_of_range(self, loaded):
        load = loaded(AUGUST_25, [OAK, ASH | {"Overall effectiveness": "7"}, *MANY], yes=True, reason="a test")
        assert self.refused(load) == [(3, "Overall effectiveness", "7")]
        assert load.refusals.get().remedy
        assert history(100001).inspections == ()
        assert len(history(100002).inspections) == 1

    def test_a_report_published_before_the_inspection_began(self, loaded):
        load = loaded(AUGUST_25, [OAK, ASH | {"Publication date": "01/11/2023"}], yes=True, reason="a test")
        assert self.refused(load) == [(3, "Publication date", "2023-11-01")]
        assert "before the inspection began" in load.refusals.get().why

    def test_an_inspection_in_the_future_of_the_file(self, loaded):
        row = ASH | {"Inspection start date": "01/11/2026", "Publication date": "01/12/2026"}
        load = loaded(AUGUST_25, [OAK, row], yes=True, reason="a test")
        assert [column for _, column, _ in self.refused(load)] == ["Publication date"]

    def test_a_report_published_some_weeks_after_the_files_day_is_as_usual(self, loaded):
        load = loaded(AUGUST_25, [ASH | {"Publication date": "18/09/2025"}])
        assert load.state == "done"
        assert load.rows_refused == 0

    def test_a_grade_without_an_inspection(self, loaded):
        row = ASH | {"Inspection number of latest graded inspection": "NULL"}
        load = loaded(AUGUST_25, [OAK, row], yes=True, reason="a test")
        assert self.refused(load) == [(3, "Inspection number of latest graded inspection", "")]

    def test_a_row_without_a_urn(self, loaded):
        load = loaded(AUGUST_25, [OAK, ASH | {"URN": "NULL"}], yes=True, reason="a test")
        assert self.refused(load) == [(3, "URN", "")]

    def test_a_school_that_stands_twice_counts_once(self, loaded):
        load = loaded(AUGUST_25, [ASH, OAK, ASH | {"School name": "Ash again"}], yes=True, reason="a test")
        assert self.refused(load) == [(4, "URN", "100001")]
        assert "row 2" in load.refusals.get().why

    def test_a_school_whose_row_is_refused_is_not_taken_for_gone(self, loaded):
        loaded(AUGUST_25, [ASH, OAK, *MANY])
        later = "latest_as_at_30_Sep_2025.csv"
        load = loaded(later, [ASH | {"Overall effectiveness": "7"}, OAK, *MANY], yes=True, reason="a test")
        assert load.state == "done"
        assert Standing.objects.current().get(urn=100001).words == "Requires improvement"
        assert not Listing.objects.filter(urn=100001, listed=False).exists()


class TestAgain:
    """The same once more, or with something changed."""

    def test_the_same_file_twice_changes_nothing(self, loaded):
        loaded(AUGUST_25, [ASH, OAK])
        before = {model: list(model.objects.order_by("pk").values()) for model in (Telling, Listing, Standing)}
        load = loaded(AUGUST_25, [ASH, OAK])
        assert load.state == "unchanged"
        assert {model: list(model.objects.order_by("pk").values()) for model in (Telling, Listing, Standing)} == before

    def test_the_same_rows_in_another_order_of_columns_change_nothing_that_is_known(self, loaded):
        loaded(AUGUST_25, [ASH, OAK])
        tellings = list(Telling.objects.order_by("pk").values())
        loaded(AUGUST_25, [ASH, OAK], header=sorted(files.header(OF_2025)))
        assert list(Telling.objects.order_by("pk").values()) == tellings
        assert len(history(100001).inspections) == 2

    def test_a_new_inspection_changes_the_standing_and_both_are_kept(self, loaded):
        loaded(AUGUST_25, [ASH, OAK, *MANY])
        newer = school(100001, "Ash School") | graded("9", "03/06/2025", "08/09/2025", 100001, "Not judged", **{
            words.capitalize(): "2" for words in files.JUDGEMENTS
        })  # fmt: skip
        newer |= previous("2", "14/11/2023", "21/12/2023", 100001, "3")
        load = loaded("latest_as_at_30_Sep_2025.csv", [newer, OAK, *MANY])
        change = Change.objects.get(load=load, field="standing")
        assert (change.old, change.new) == ("Requires improvement", "Good or better in all 4 key judgements")
        assert [one.number for one in history(100001).inspections] == ["1", "2", "9"]

    def test_a_corrected_grade_is_kept_old_and_new(self, loaded):
        loaded(AUGUST_25, [ASH, *MANY])
        load = loaded("latest_as_at_30_Sep_2025.csv", [ASH | {"Overall effectiveness": "2"}, *MANY])
        assert load.state == "done", load.says
        change = Change.objects.get(load=load, subject="inspection 2")
        assert (change.field, change.old, change.new) == ("overall effectiveness", "Requires improvement", "Good")

    def test_many_corrected_grades_stop_the_load(self, loaded):
        loaded(AUGUST_25, MANY)
        spoilt = [row | {"Overall effectiveness": "4"} for row in MANY[:3]] + MANY[3:]
        load = loaded("latest_as_at_30_Sep_2025.csv", spoilt)
        assert load.state == "stopped"
        assert [alarm["key"] for alarm in load.alarms] == ["grades changed"]
        assert "3 of the 20" in load.alarms[0]["says"]
        assert set(Standing.objects.current().values_list("words", flat=True)) == {"Good"}

    def test_a_vanished_authority_stops_the_load(self, loaded):
        elsewhere = [row | {"URN": str(200000 + at), "Local authority": "Elsewhere"} for at, row in enumerate(MANY)]
        loaded(AUGUST_25, [*MANY, *elsewhere])
        load = loaded("latest_as_at_30_Sep_2025.csv", MANY)
        assert load.state == "stopped"
        assert any("Elsewhere" in alarm["says"] for alarm in load.alarms)

    def test_a_school_that_is_gone_is_listed_no_more(self, loaded):
        loaded(AUGUST_25, [ASH, OAK, *MANY])
        loaded("latest_as_at_30_Sep_2025.csv", [OAK, *MANY])
        assert Listing.objects.filter(urn=100001, listed=False).exists()
        assert not Standing.objects.current().filter(urn=100001).exists()


def test_a_file_that_a_program_opened_and_saved_reads_the_same(loaded, tmp_path):
    """An unnamed index, numbers as 103120.0, empty cells for NULL: as the file of 2023 was found."""
    head = files.header(OF_2023)
    row = {
        name: f"{cell}.0" if cell.isdigit() and name not in ("School name",) else cell
        for name, cell in (ASH | {"Inspection end date": "15/11/2023"}).items()
    }
    path = files.written(tmp_path / "latest_as_at_31_August_2023.csv", ["", *head], [row | {"": "0"}], empty="")
    load = files.load(path, as_at=date(2025, 8, 31))
    assert (load.format, load.state) == (OF_2023, "done"), load.says
    first, second = history(100001).inspections
    assert (first.number, second.number, second.overall, second.urn) == ("1", "2", 3, 100001)


class TestReportCards:
    ROW = school(100004, "Fir School") | card("30", "13/01/2026", "20/02/2026", 100004, "Inclusion:Needs attention")
    ROW |= oeif("20", "14/11/2023", "21/12/2023", 100004, "3")

    def test_a_report_card_and_the_inspection_before_it(self, loaded):
        load = loaded(AUGUST_26, [self.ROW], key=OF_2026)
        assert (load.format, load.state) == (OF_2026, "done"), load.says
        before, newest = history(100004).inspections
        assert (before.era, before.overall) == (Era.OVERALL, 3)
        assert (newest.era, newest.safeguarding) == (Era.REPORT_CARD, True)
        assert newest.areas["inclusion"] == "Needs attention"
        assert newest.updates == ()
        assert standing(history(100004), on=date(2026, 2, 20), urn=100004).words == "Needs attention in 1 of 6 areas"
        assert standing(history(100004), on=date(2026, 2, 19), urn=100004).words == "Requires improvement"

    def test_a_school_without_a_report_card_keeps_its_earlier_standing(self, loaded):
        loaded(AUGUST_26, [school(100004) | oeif("20", "14/11/2023", "21/12/2023", 100004, "2")], key=OF_2026)
        assert standing(history(100004), on=date(2026, 8, 31), urn=100004).words == "Good"

    def test_a_grade_that_a_visit_raised_holds_from_its_day(self, loaded):
        loaded(JANUARY_26, [self.ROW | {"Publication date": "30/01/2026"}], key=OF_2026)
        raised = self.ROW | {
            "Publication date": "30/01/2026",
            "Inclusion": "Expected standard",
            "Inclusion - date of grade": "10/06/2026",
        }
        loaded(AUGUST_26, [raised], key=OF_2026, yes=True, reason="one school makes a tenth")
        on = {day: standing(history(100004), on=day, urn=100004).mark for day in (date(2026, 6, 9), date(2026, 6, 10))}
        assert list(on.values()) == [Mark.IMPROVE, Mark.NO_CONCERN]

    def test_a_grade_raised_by_a_visit_is_no_correction(self, loaded):
        many = [
            school(100200 + at) | card(f"88{at}", "13/01/2026", "30/01/2026", 100200 + at, "Inclusion:Needs attention")
            for at in range(20)
        ]
        loaded(JANUARY_26, many, key=OF_2026)
        raised = [row | {"Inclusion": "Expected standard", "Inclusion - date of grade": "10/06/2026"} for row in many]
        load = loaded(AUGUST_26, raised, key=OF_2026)
        assert load.state == "done", load.says

    def test_a_name_with_a_double_space_is_the_same_name(self, loaded, tmp_path):
        head = [
            "Latest OEIF  safeguarding is effective?" if name.startswith("Latest OEIF safeguarding") else name
            for name in files.header(OF_2026)
        ]
        row = self.ROW | {"Latest OEIF  safeguarding is effective?": "No"}
        load = files.load(files.written(tmp_path / AUGUST_26, head, [row]))
        assert load.absent_columns == []
        assert history(100004).inspections[0].safeguarding is False

    @pytest.mark.parametrize(
        ("name", "reaches"), [(AUGUST_26, date(2023, 12, 21)), ("at_31_Aug_2027.csv", date(2026, 2, 20))]
    )
    def test_until_two_report_cards_are_possible_nothing_lies_between(self, tmp_path, name, reaches):
        path = files.written(tmp_path / name, files.header(OF_2026), [self.ROW])
        from datetime import UTC, datetime

        from alongside.knowledge.opendata import actions

        at = datetime(2027, 10, 1, tzinfo=UTC)
        actions.load(file=actions.keep(path=path, name=name, by=None, at=at), by=None, at=at)
        assert history(100004).spans[0].first == reaches


REAL = {
    "mi_2023-08-31.header.txt": OF_2023,
    "mi_2025-08-31.header.txt": OF_2025,
    "mi_2026_D2_most_recent_inspections.header.txt": OF_2026,
    "mi_2026_D1_in_year_inspections.header.txt": "ofsted-inspections-2025",
}


@pytest.mark.parametrize(("name", "key"), REAL.items())
def test_every_published_column_is_known(shared_data: Path, name: str, key: str):
    from alongside.knowledge.opendata import registry
    from alongside.knowledge.opendata.files.recognise import recognise

    lines = (shared_data / "ofsted" / name).read_text(encoding="utf-8").splitlines()
    found = recognise([line for line in lines if line and not line.startswith("#")], registry.formats())
    assert found is not None
    assert found.format.key == key
    assert (found.unknown, found.absent) == ((), ())
