"""Chances in words; what the school is told; and nowhere a grade."""

from __future__ import annotations

import re
from datetime import date

import pytest

from alongside.knowledge.inspections.likelihood import presenters, wording
from alongside.knowledge.inspections.likelihood.facts import Likelihood, Thumbs
from alongside.knowledge.inspections.likelihood.policies import likelihoods

GRADES = re.compile(r"outstanding|inadequate|requires improvement|special measures|serious weakness|grade [1-4]", re.I)
CHECK = {"begins": "2022-09-01", "months": 12, "by": {"model": {"bands": [[0.61, 0.5, 44], [0.2, 0.0, 1]]}}}


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "less than 1 in 20"),
        (0.049, "less than 1 in 20"),
        (0.06, "about 1 in 10"),
        (0.31, "about 3 in 10"),
        (0.5, "about an even chance"),
        (0.62, "about 6 in 10"),
        (0.94, "about 9 in 10"),
        (0.97, "more than 19 in 20"),
    ],
)
def test_a_chance_in_words(chance: float, words: str) -> None:
    assert wording.about(chance) == words
    assert wording.in_a_cell(chance)[0].isalnum()


def test_how_sure_is_how_schools_like_it_fared() -> None:
    assert wording.sure({12: 0.6}, CHECK) == (
        "Tried from September 2022 on, 44 schools were given about as much, and 22 of them were inspected within 12 "
        "months."
    )
    assert "one school was given about as much; it was not inspected" in wording.sure({12: 0.2}, CHECK)
    assert wording.sure({12: 0.95}, CHECK).startswith("No school was given a chance like this")
    assert wording.sure({}, CHECK) == ""


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (30, "two years and six months beyond the usual interval"),
        (-4, "four months of the usual interval left"),
        (0, "at the end of the usual interval"),
        (None, "what is usual is not known"),
    ],
)
def test_beyond_the_usual_in_words(months: int | None, words: str) -> None:
    assert wording.beyond_usual(months) == words


def said(**how: object) -> Likelihood:
    plain = {
        "urn": 100100,
        "chances": {3: 0.1, 6: 0.3, 12: 0.62},
        "words": "about 6 in 10",
        "sure": "",
        "basis": "model",
        "why": "tried",
        "thumbs": Thumbs(58, 3),
        "line": "usual",
        "position": 0.5,
        "made_on": date(2023, 8, 31),
    }
    return Likelihood(**{**plain, **how})  # type: ignore[arg-type]


def test_a_school_is_told_what_is_said_of_it_and_how_to_contest_it() -> None:
    lines = presenters.to_the_school(said(), likelihoods(), contact="office@example.org")
    whole = " ".join(lines)
    assert "begins within 12 months is about 6 in 10" in whole
    assert "Four years and ten months since the last inspection." in whole
    assert "no prediction of a grade" in whole
    assert "looks wrong" in whole
    assert lines[-1] == "Write to office@example.org."
    assert not GRADES.search(whole.replace("good and outstanding", ""))


def test_without_a_chance_the_window_speaks_and_says_why() -> None:
    window = said(chances={}, basis="window", words="usual by 31 August 2024", why="there is too little to learn from")
    lines = presenters.to_the_school(window, likelihoods(), contact="")
    assert lines[0] == (
        "Your next inspection: usual by 31 August 2024. No chance is given: there is too little to learn from."
    )
    assert presenters.chances_of(window) == []
    assert any("No chance is given" in line for line in presenters.in_lines(window))
