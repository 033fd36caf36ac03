"""Forms in the markup of GOV.UK, and the field for a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from alongside.floor.web.forms import DayField, errors_of
from tests.web.sample import Sample


class Dated(forms.Form):
    on = DayField(label="As it was on")


def dated(query: str) -> Dated:
    return Dated(QueryDict(query))


def test_every_field_has_its_label() -> None:
    html = str(Sample())
    for name in ("name", "email", "password", "file", "reason", "phase", "sure"):
        assert f'for="id_{name}"' in html
        assert f'id="id_{name}"' in html
    for name in ("answer_0", "answer_1", "parts_0", "parts_1", "on_day", "on_month", "on_year"):
        assert f'for="id_{name}"' in html
        assert f'id="id_{name}"' in html


@pytest.mark.parametrize(
    ("name", "css"),
    [
        ("name", "govuk-input"),
        ("email", "govuk-input"),
        ("password", "govuk-input govuk-password-input__input govuk-js-password-input-input"),
        ("file", "govuk-file-upload"),
        ("reason", "govuk-textarea"),
        ("phase", "govuk-select"),
        ("sure", "govuk-checkboxes__input"),
    ],
)
def test_widgets_wear_the_classes_of_govuk(name: str, css: str) -> None:
    assert f'class="{css}"' in str(Sample()[name])


def test_a_hint_is_tied_to_its_field() -> None:
    html = Sample()["name"].as_field_group()
    assert '<div id="id_name_helptext" class="govuk-hint">As it stands on the sign</div>' in html
    assert 'aria-describedby="id_name_helptext"' in html


def test_an_error_is_tied_to_its_field_and_marks_it() -> None:
    html = Sample({})["name"].as_field_group()
    assert 'class="govuk-form-group govuk-form-group--error"' in html
    assert '<p id="id_name_error" class="govuk-error-message">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'class="govuk-input govuk-input--error"' in html


@pytest.mark.parametrize("name", ["answer", "parts", "on"])
def test_a_field_of_several_parts_is_a_fieldset_tied_to_its_error(name: str) -> None:
    html = Sample({})[name].as_field_group()
    assert '<fieldset class="govuk-fieldset"' in html
    assert "<legend" in html
    assert f"id_{name}_error" in html.partition("aria-describedby=")[2].partition(">")[0]


def test_the_summary_names_each_fault_and_leads_to_its_field() -> None:
    assert errors_of(Sample({"email": "no"})) == [
        ("id_name", "Fill in “Name of the school”"),
        ("id_email", "Enter an e-mail address, like ruth@partnership.example"),
        ("id_password", "Fill in “Password”"),
        ("id_file", "Choose a file for “File”"),
        ("id_reason", "Fill in “Reason”"),
        ("id_phase", "Choose an answer to “Phase”"),
        ("id_answer_0", "Choose an answer to “Should it go ahead?”"),
        ("id_parts_0", "Choose an answer to “Which parts”"),
        ("id_sure", "Tick “I have looked at the preview”"),
        ("id_on_day", "Enter a day, for example 31 8 2025"),
    ]


def test_a_fault_of_the_whole_form_leads_nowhere_in_particular() -> None:
    form = dated("on=2025-08-31")
    form.add_error(None, "These two do not go together")
    assert errors_of(form) == [("", "These two do not go together")]
    assert "These two do not go together" in str(form)


def test_what_was_entered_is_there_again() -> None:
    html = str(
        Sample({"name": 'A "B" <C>', "phase": "s", "answer": "n", "parts": ["b"], "sure": "on", "password": "x"})
    )
    assert 'value="A &quot;B&quot; &lt;C&gt;"' in html
    assert '<option value="s" selected>' in html
    assert html.count("checked") == 3
    assert 'value="x"' not in html  # never a password


@pytest.mark.parametrize(
    "query",
    [
        "on_day=31&on_month=8&on_year=2025",
        "on_day=31&on_month=08&on_year=2025",
        "on_day=31&on_month=August&on_year=2025",
        "on_day=31&on_month=aug&on_year=2025",
        "on_day=+31&on_month=8&on_year=2025+",
        "on=2025-08-31",
    ],
)
def test_a_day_is_read_as_people_write_it_and_as_an_address_has_it(query: str) -> None:
    form = dated(query)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2025, 8, 31)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "Enter a day, for example 31 8 2025"),
        ("on_day=31&on_month=8", "The day must have a year"),
        ("on_year=2025", "The day must have a day and a month"),
        ("on_day=31&on_month=2&on_year=2025", "There is no such day as 31 2 2025"),
        ("on_day=1&on_month=13&on_year=2025", "There is no such day as 1 13 2025"),
        ("on_day=1&on_month=Ma&on_year=2025", "“1 Ma 2025” is not a day we can read"),
        ("on_day=x&on_month=8&on_year=2025", "“x 8 2025” is not a day we can read"),
        ("on_day=1&on_month=8&on_year=20255", "“1 8 20255” is not a day we can read"),
        ("on_day=%C2%B2&on_month=8&on_year=2025", "is not a day we can read"),
        ("on=31/08/2025", "“31/08/2025” is not a day we can read"),
        ("on=2025-02-30", "“2025-02-30” is not a day we can read"),
    ],
)
def test_what_is_no_day_is_said_to_be_none_and_why(query: str, says: str) -> None:
    form = dated(query)
    assert not form.is_valid()
    assert says in errors_of(form)[0][1]


def test_the_month_that_is_missing_is_called_so() -> None:
    assert errors_of(dated("on_day=1&on_year=2025")) == [("id_on_day", "The day must have a month")]


@pytest.mark.parametrize("query", ["on_day=31&on_month=August&on_year=2025", "on=2025-08-31"])
def test_the_parts_of_a_day_are_there_again(query: str) -> None:
    html = str(dated(query))
    assert 'name="on_day" type="text" inputmode="numeric" value="31"' in html
    assert 'name="on_year" type="text" inputmode="numeric" value="2025"' in html


def test_a_day_that_may_be_left_out_is_none() -> None:
    field: Any = DayField(required=False)
    assert field.clean(None) is None
    assert str(type("F", (forms.Form,), {"on": field})(initial={"on": date(2025, 8, 31)})).count('value="2025"') == 1
