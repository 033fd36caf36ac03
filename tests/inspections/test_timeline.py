"""The drawing of inspections along time: each in its era's band, no words over others, nothing outside."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.inspections import policies, presenters
from alongside.knowledge.inspections.facts import Era, Inspection, Kind
from alongside.knowledge.inspections.timeline import WIDTH, Timeline, _span, timeline

URN, ON = 900001, date(2026, 11, 16)


def inspection(started: date, kind: Kind = Kind.GRADED, *, urn: int = URN, days: int = 30) -> Inspection:
    era = policies.eras().of(started)
    overall = 3 if era is Era.OVERALL and kind is Kind.GRADED else None
    published = started + timedelta(days=days)
    return Inspection("ITS1", urn, kind, era, started, published, overall=overall, outcome="Progress is being made")


def drawn(*inspections: Inspection, on: date = ON) -> Timeline | None:
    visits = presenters.published_by(inspections, urn=URN, on=on)
    return timeline(visits, policies.eras().eras, on=on)


days = st.dates(date(2010, 1, 1), date(2026, 9, 1))
some = st.lists(st.tuples(days, st.sampled_from(list(Kind))), min_size=1, max_size=14, unique_by=lambda one: one[0])


def test_there_is_no_drawing_of_nothing() -> None:
    assert drawn() is None


def test_what_is_not_published_is_not_drawn() -> None:
    assert drawn(inspection(date(2026, 10, 1), days=60)) is None


def test_eras_that_had_not_begun_are_not_drawn() -> None:
    found = drawn(inspection(date(2019, 5, 7)), on=date(2024, 8, 31))
    assert found is not None
    assert [band.title for band in found.bands] == ["Overall grade"]


def test_a_predecessor_s_grade_is_said_to_be_one() -> None:
    found = drawn(inspection(date(2019, 5, 7), urn=900002))
    assert found is not None
    assert " ".join(line for line, _ in found.points[0].lines) == "Requires improvement (predecessor)"


@given(some)
def test_every_inspection_stands_in_the_band_of_its_era_and_no_words_meet(told: list[tuple[date, Kind]]) -> None:
    found = drawn(*(inspection(started, kind) for started, kind in sorted(told)))
    assert found is not None
    names = {part.key: part.title for part in policies.eras().eras}
    assert sum(band.width for band in found.bands) <= WIDTH
    taken = []
    for (started, _), point in zip(sorted(told), found.points, strict=True):
        band = next(band for band in found.bands if band.title == names[policies.eras().of(started)])
        assert band.x <= point.x <= band.x + band.width
        left, right = _span(point.x, [line for line, _ in point.lines])
        assert -0.01 <= left <= right <= WIDTH + 0.01
        taken.append((left, right, point.lines[0][1], point.lines[-1][1]))
        assert point.lines[-1][1] < found.foot
    for number, one in enumerate(taken):
        for other in taken[number + 1 :]:
            apart = one[1] <= other[0] or other[1] <= one[0]
            assert apart or one[3] < other[2] or other[3] < one[2]


def test_years_within_an_era_keep_their_order() -> None:
    found = drawn(*(inspection(date(year, 3, 1)) for year in (2016, 2019, 2023)))
    assert found is not None
    places = [point.x for point in found.points]
    assert places == sorted(places)
