"""What is asked of somebody who records, weighs, tells, refers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from alongside.floor.accounts.roles import Place
from alongside.floor.web.forms import DayField
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.queries import profiles
from alongside.knowledge.schools.search import find
from alongside.work.engagement.concerns.actions import NextStep
from alongside.work.engagement.concerns.policies import CONCERN, STRENGTH, concerns

KINDS = [(CONCERN, "A concern"), (STRENGTH, "A strength")]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _pairs(named: dict[str, str]) -> list[tuple[str, str]]:
    return list(named.items())


class SchoolForm(forms.Form):
    """Which school? Its name, or its URN. Several that fit are offered to choose from."""

    school = forms.CharField(label="Which school?", help_text="Its name, a part of it, or its URN.", max_length=120)

    def found(self) -> list[tuple[int, str]]:
        """Schools that fit, best first, with their names and towns; ten at most."""
        urns = find(self.cleaned_data["school"])[:10]
        names = {one.urn: f"{one.name}, {one.town or one.postcode}" for one in profiles().filter(urn__in=urns)}
        return [(urn, names[urn]) for urn in urns if urn in names]


class StepForm(forms.Form):
    """The next step, if there is one: what, who, by when. `people`: who may be its owner, by number."""

    next_words = forms.CharField(label="What is done next? (optional)", required=False, max_length=300)
    next_owner = forms.ChoiceField(label="Who does it?", required=False)
    next_due = DayField(label="By which day?", required=False)

    def __init__(self, *args: Any, people: dict[int, Person] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people or {}
        choices = [("", "Choose a person"), *((str(pk), person.name) for pk, person in self.people.items())]
        self._choices("next_owner", choices)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("next_words"):
            if not said.get("next_owner"):
                self.add_error("next_owner", "Choose who does it")
            if not said.get("next_due") and "next_due" not in self.errors:
                self.add_error("next_due", "Say by which day")
        return said

    def step(self) -> NextStep | None:
        said = self.cleaned_data
        if not said.get("next_words"):
            return None
        return NextStep(words=said["next_words"], owner=self.people[int(said["next_owner"])], due=said["next_due"])


class RecordForm(StepForm):
    """A concern or a strength. `kind` decides which weights are offered."""

    title = forms.CharField(label="What is it, in a few words?", max_length=120)
    area = forms.ChoiceField(label="What is it about?")
    source = forms.ChoiceField(label="Where does it come from?")
    weight = forms.ChoiceField(label="How heavy is it?", widget=forms.RadioSelect)
    why = forms.CharField(label="Why does it weigh so?", widget=_area(3), max_length=2000)
    words = forms.CharField(label="Anything else? (optional)", widget=_area(3), required=False, max_length=5000)
    source_words = forms.CharField(
        label="Who or what exactly? (optional)",
        help_text="The school does not see this.",
        required=False,
        max_length=200,
    )
    restricted = forms.BooleanField(
        label="Restrict it: it would do harm if many read it",
        help_text="Then only the director and the District Lead can read it. If you are neither, you cannot.",
        required=False,
    )
    field_order = [
        "title",
        "area",
        "source",
        "weight",
        "why",
        "next_words",
        "next_owner",
        "next_due",
        "words",
        "source_words",
        "restricted",
    ]

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = concerns()
        self._choices("area", [("", "Choose one"), *_pairs(policy.areas)])
        self._choices("source", [("", "Choose one"), *_pairs(policy.sources)])
        self._choices("weight", [(one.key, one.name) for one in policy.weights[kind]])  # type: ignore[index]
        if kind == STRENGTH:
            self.fields["weight"].label = "How strong is it?"
            self.fields["why"].label = "How do you know?"


class WeighForm(StepForm):
    weight = forms.ChoiceField(label="How heavy is it now?", widget=forms.RadioSelect)
    direction = forms.ChoiceField(label="Which way does it go?", widget=forms.RadioSelect)
    why = forms.CharField(label="Why?", widget=_area(4), max_length=2000)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["weight", "direction", "why", "next_words", "next_owner", "next_due", "seen"]

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = concerns()
        self._choices("weight", [(one.key, one.name) for one in policy.weights[kind]])  # type: ignore[index]
        self._choices("direction", _pairs(policy.directions))


class WhyForm(forms.Form):
    """A reason, for closing and for lifting a restriction."""

    why = forms.CharField(label="Why?", widget=_area(4), max_length=2000)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class TellForm(forms.Form):
    """Whom somebody told. `holdings`: who is head and chair today, by number."""

    whom = forms.MultipleChoiceField(label="Whom did you tell?", widget=forms.CheckboxSelectMultiple, required=False)
    to = forms.CharField(label="Anybody else? (optional)", required=False, max_length=120)
    how = forms.ChoiceField(label="How?", widget=forms.RadioSelect)
    on = DayField(label="On which day?")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, holdings: dict[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holdings = holdings
        if holdings:
            choices = [(str(pk), f"{one.person.name}, {one.title.lower()}") for pk, one in holdings.items()]
            self.fields["whom"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["whom"]
            self.fields["to"].label, self.fields["to"].required = "Whom did you tell?", True
        self.fields["how"].choices = _pairs(concerns().referral.means)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.holdings and not said.get("whom") and not said.get("to"):
            self.add_error("whom", "Say whom you told")
        return said

    def told(self) -> list[Any]:
        return [self.holdings[int(pk)] for pk in self.cleaned_data.get("whom") or []]


class ReplyForm(forms.Form):
    words = forms.CharField(
        label="What does the school say to it?",
        help_text="It stays as you send it. The District Lead and whoever recorded it are told.",
        widget=_area(6),
        max_length=5000,
    )


class ReferForm(forms.Form):
    to = forms.ChoiceField(label="To whom?", widget=forms.RadioSelect)
    whom = forms.CharField(label="Its name, or whom you wrote to", max_length=200)
    how = forms.ChoiceField(label="How?", widget=forms.RadioSelect)
    on = DayField(label="On which day?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = concerns().referral
        self.fields["to"].choices = list(policy.to.items())  # type: ignore[attr-defined]
        self.fields["how"].choices = _pairs(policy.means)  # type: ignore[attr-defined]


class ChaseForm(forms.Form):
    how = forms.ChoiceField(label="How did you ask again?", widget=forms.RadioSelect)
    on = DayField(label="On which day?")
    words = forms.CharField(label="Anything to note? (optional)", required=False, widget=_area(3), max_length=2000)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = _pairs(concerns().referral.means)  # type: ignore[attr-defined]


class AnsweredForm(forms.Form):
    answer = forms.CharField(label="What did they answer?", widget=_area(5), max_length=5000)
    answered_by = forms.CharField(label="Who answered?", max_length=120)
    on = DayField(label="On which day?")
    seen = forms.IntegerField(widget=forms.HiddenInput)


def owners(place: Place, *, on: date, restricted: bool) -> dict[int, Person]:
    """Who can own a next step at a school: the office, and the school's own head and chair. Of what is restricted only
    who may read it."""
    import rules

    from alongside.floor.accounts.roles import roles
    from alongside.knowledge.people.queries import held

    office = roles().office
    found = [
        one
        for one in held(on).filter(role__in=[*office, "head", "chair"]).order_by("person__name")
        if one.role in office or one.school == place.school
    ]
    people = {one.person_id: one.person for one in found}
    if restricted:
        return {
            pk: one for pk, one in people.items() if one.user and rules.has_perm("concerns.restricted", one.user, place)
        }
    return people
