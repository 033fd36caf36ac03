"""What somebody typed and what another saved meanwhile stand side by side, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms

from alongside.floor.web.both_versions import Difference, anew, apart, text
from alongside.floor.web.forms import DayField


class Agreed(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(label="What is to be done", required=False)
    due = DayField(label="By when")
    shown = forms.BooleanField(label="Shown to the school", required=False)


def typed(**values: str) -> Agreed:
    form = Agreed({"seen": "1", "words": "Ring the chair", "due": "2026-11-30", **values})
    assert form.is_valid(), form.errors
    return form


THEIRS = SimpleNamespace(words="Ring the head", due=date(2026, 11, 30), shown=True, seen=2)


def test_only_what_differs_is_shown_by_the_labels_of_the_form():
    assert apart(typed(), THEIRS) == [
        Difference("What is to be done", "Ring the head", "Ring the chair"),
        Difference("Shown to the school", "yes", "no"),
    ]


def test_nothing_is_called_nothing():
    assert apart(typed(words="", shown="on"), THEIRS) == [Difference("What is to be done", "Ring the head", "nothing")]


def test_what_the_thing_does_not_know_is_passed_over():
    assert apart(typed(), {"due": date(2026, 12, 1)}) == [Difference("By when", "1 December 2026", "30 November 2026")]


def test_the_form_is_bound_again_with_the_version_that_stands_now():
    again = Agreed(anew(typed(), 7))
    assert again["seen"].value() == "7"
    assert again["words"].value() == "Ring the chair"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("", ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        ([date(2026, 1, 2), "x"], "2 January 2026 and x"),
        (datetime(2026, 1, 2, 9, 5, tzinfo=UTC), "2 January 2026 at 09:05"),
    ],
)
def test_a_value_is_said_in_words(value: object, words: str):
    assert text(value) == words
