"""The stories told by hand: each is in the city, and shows what it says it shows."""

from __future__ import annotations

from datetime import date

import pytest

from demo.cast import Story
from demo.inspections import Framework, Inspection, Kind
from demo.lives import School
from demo.terms import in_term
from demo.world import World

LAST_FILE = date(2026, 10, 31)


def _newest(city: World, key: str, on: date) -> Inspection:
    """The newest graded inspection published by a day, the predecessor's among them."""
    visits = city.inspections_shown_for(city.told(key))
    return [visit for visit in visits if visit.kind is Kind.GRADED and visit.published <= on][-1]


@pytest.mark.parametrize(
    ("key", "framework", "overall", "category"),
    [
        ("improve-by-overall-grade", Framework.JUDGEMENTS, 3, ""),
        ("improve-by-key-judgement", Framework.NO_OVERALL, None, ""),
        ("improve-by-report-card", Framework.REPORT_CARD, None, ""),
        ("twice", Framework.NO_OVERALL, None, ""),
        ("inadequate-without-category", Framework.JUDGEMENTS, 4, ""),
        ("special-measures-without-overall", Framework.NO_OVERALL, None, "SM"),
        ("significant-improvement", Framework.REPORT_CARD, None, "RSI"),
        ("special-measures-by-report-card", Framework.REPORT_CARD, None, "SM"),
        ("safeguarding-not-met", Framework.REPORT_CARD, None, "RSI"),
        ("nursery-to-improve", Framework.JUDGEMENTS, 3, ""),
        ("referral-unit", Framework.JUDGEMENTS, 3, ""),
        ("outside-special", Framework.JUDGEMENTS, 3, ""),
    ],
)
def test_the_newest_inspection_is_as_the_story_tells(
    city: World, key: str, framework: Framework, overall: int | None, category: str
) -> None:
    visit = _newest(city, key, LAST_FILE)
    assert (visit.framework, visit.overall, visit.category) == (framework, overall, category)


def test_a_sixth_form_stands_inside_a_maintained_school_that_requires_improvement(city: World) -> None:
    school = city.told("improve-by-overall-grade")
    assert school.kind.maintained
    assert school.life.sixth_form


def test_safeguarding_is_not_met_while_no_area_is_below_expected(city: World) -> None:
    visit = _newest(city, "safeguarding-not-met", LAST_FILE)
    assert visit.safeguarding == "Not met"
    assert set(visit.grades.values()) <= {"Expected standard", "Strong standard"}


def test_one_school_was_inspected_and_its_report_is_in_no_file(city: World) -> None:
    visits = city.inspections_shown_for(city.told("inspected-and-unpublished"))
    assert visits[-1].started < LAST_FILE < visits[-1].published


def test_one_standing_held_for_months_while_an_inspection_was_suspended(city: World) -> None:
    visit = _newest(city, "suspended", LAST_FILE)
    assert (visit.published - visit.started).days > 140


def test_an_academy_was_in_special_measures_while_it_was_maintained(city: World) -> None:
    before, after = city.by_life["academy-that-was-in-special-measures"]
    assert before.kind.maintained
    assert after.kind.academy
    assert _newest(city, "academy-that-was-in-special-measures", LAST_FILE).urn == before.urn


def test_a_maintained_school_has_only_a_predecessors_grade(city: World) -> None:
    school = city.told("amalgamated")
    assert school.kind.maintained
    assert _newest(city, "amalgamated", LAST_FILE).urn == city.told("amalgamated-juniors").urn


@pytest.mark.parametrize("key", ["new-free-school", "new-maintained-school", "brand-new", "never-listed"])
def test_some_schools_have_no_inspection_at_all(city: World, key: str) -> None:
    assert not city.inspections_shown_for(city.told(key))


def test_links_are_told_from_both_sides_but_one(city: World) -> None:
    links = {(link.urn, link.other): link for link in city.links()}
    one_sided = city.told("closed-while-on-the-list").urn, city.told("twice").urn
    assert links[one_sided].kind == "Successor - merged"
    assert one_sided[::-1] not in links
    infants, juniors = city.told("amalgamated-infants").urn, city.told("amalgamated-juniors").urn
    primary = city.told("amalgamated").urn
    assert links[primary, infants].kind == links[primary, juniors].kind == "Predecessor - amalgamated"
    assert {link.kind for link in links.values()} >= {"Successor - Split School", "Predecessor - Split School"}
    assert {link.on is None for link in links.values()} == {True, False}


def test_two_nurseries_are_led_by_one_head(city: World) -> None:
    east, west = city.told("federated-east"), city.told("federated-west")
    assert [head.last for head in east.life.heads] == [head.last for head in west.life.heads]
    assert east.trusts[0][1] == west.trusts[0][1]


def _every_story(city: World) -> list[tuple[Story, tuple[School, ...]]]:
    return [(story, city.by_life[story.life.key]) for story in city.stories]


def test_inspectors_come_on_tuesdays_in_term_in_every_story(city: World) -> None:
    for story, _ in _every_story(city):
        for visit in city.inspections.get(story.life.key, ()):
            assert visit.started.weekday() == 1, (story.life.key, visit.started)
            assert in_term(visit.started), (story.life.key, visit.started)


def test_every_story_says_what_it_shows(city: World) -> None:
    assert len(city.stories) > 35
    assert all(story.shows.endswith(".") and len(story.shows) > 25 for story in city.stories)
    assert len({story.life.key for story in city.stories}) == len(city.stories)
