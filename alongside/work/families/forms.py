"""What is asked of who founds, runs and belongs to a family."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from alongside.floor.web.forms import DayField
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.choosing import SchoolField
from alongside.work.families.models import Family, Membership
from alongside.work.families.policies import families
from alongside.work.ties.topics import topics

MOST_OTHERS = 30


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SchoolsField(forms.CharField):
    """Schools of the city, one a line, by name or URN. Cleaned: their URNs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=area(5), max_length=5000, **kwargs)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_OTHERS:
            raise forms.ValidationError(f"Name {MOST_OTHERS} schools at most; others can be added afterwards.")
        found, faults = [], []
        for line in lines:
            try:
                found.append(SchoolField().clean(line))
            except forms.ValidationError as error:
                faults.append(f"“{line[:60]}”: {' '.join(error.messages)}")
        if faults:
            raise forms.ValidationError(faults)
        return list(dict.fromkeys(found))


class AboutForm(forms.Form):
    """What a family is called and for."""

    name = forms.CharField(label="What is it called?", max_length=120)
    purpose = forms.CharField(
        label="What is it for?",
        help_text="In a sentence or two. Everybody who signs in reads it.",
        widget=area(3),
        max_length=2000,
    )
    joining = forms.CharField(
        label="Who can join, and how? (optional)",
        help_text="Where there is more to say than that a school asks and is answered.",
        widget=area(2),
        max_length=1000,
        required=False,
    )


class FoundForm(AboutForm):
    """For the office: any kind, with the school whose head leads it."""

    kind = forms.ChoiceField(label="What is it?", widget=forms.RadioSelect)
    since = DayField(label="Since when?")
    lead_school = SchoolField(label="The head of which school leads it? (optional)", required=False)
    others = SchoolsField(
        label="Which schools belong to it? (optional)",
        help_text="One a line. They are told that they belong to it.",
        required=False,
    )
    field_order = ("kind", "name", "purpose", "since", "lead_school", "others", "joining")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(key, f"{kind.title}. {kind.says}") for key, kind in families().kinds.items()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class ProposeForm(FoundForm):
    """For a school: a family to be agreed, or a network that exists and that its head runs."""

    def __init__(self, *args: Any, schools: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = schools
        del self.fields["lead_school"]
        self.fields["others"].label = "Which other schools belong to it, or should? (optional)"
        self.fields["others"].help_text = "One a line. Each is asked, and belongs to it once it says yes."
        if len(schools) > 1:
            self.fields["school"] = choice_of(schools)

    def school(self) -> int:
        return chosen_of(self, self.schools)


class ChangeForm(AboutForm):
    """The lead: somebody who leads a member school, or of the office."""

    lead = forms.ChoiceField(label="Who leads it?", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("name", "purpose", "joining", "lead")

    def __init__(self, *args: Any, people: Iterable[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person, _ in people}
        named = [(str(person.pk), f"{person.name}, {says}" if says else person.name) for person, says in people]
        self.fields["lead"].choices = [("", "Nobody; the office answers"), *named]  # type: ignore[attr-defined]

    def who(self) -> Person | None:
        return self._people.get(self.cleaned_data["lead"])

    @staticmethod
    def initial_of(family: Family) -> dict[str, Any]:
        said = {name: getattr(family, name) for name in ("name", "purpose", "joining")}
        return said | {"lead": str(family.lead_id or ""), "seen": family.version}


class AskForm(forms.Form):
    """A school asks to join."""

    words = forms.CharField(
        label="What do you hope for, and what would you bring? (optional)",
        help_text="Whoever leads the family reads it.",
        widget=area(4),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, schools: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = schools
        if len(schools) > 1:
            self.fields["school"] = choice_of(schools)
            self.order_fields(["school"])

    def school(self) -> int:
        return chosen_of(self, self.schools)


class YesNoForm(forms.Form):
    """An answer, with words for a no."""

    yes = forms.TypedChoiceField(widget=forms.RadioSelect, coerce=lambda said: said == "yes")
    words = forms.CharField(widget=area(3), max_length=2000, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks: str, yes: str, no: str, words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["yes"].label = asks
        self.fields["yes"].choices = [("yes", yes), ("no", no)]  # type: ignore[attr-defined]
        self.fields["words"].label = words


class AddForm(forms.Form):
    school = SchoolField(label="Which school?")
    since = DayField(label="Since when does it belong to it?")
    why = forms.CharField(label="How did it come about? (optional)", widget=area(2), max_length=1000, required=False)


class EndForm(forms.Form):
    """A last day, and why."""

    on = DayField(label="What is the last day?")
    why = forms.CharField(label="Why?", widget=area(3), max_length=2000)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AgreedForm(forms.Form):
    words = forms.CharField(label="What was agreed?", widget=area(3), max_length=2000)
    on = DayField(label="On which day?")


class WhyForm(forms.Form):
    why = forms.CharField(
        label="Why does it no longer hold? (optional)", widget=area(2), max_length=1000, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ConsentForm(forms.Form):
    yes = forms.TypedChoiceField(
        label="May the schools of this family see your figures beside theirs?",
        choices=[("yes", "Yes, once all of them agree"), ("no", "No")],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )


class WorkingOnForm(forms.Form):
    """What a school works on: its words, and topics so that others who are good at them are found."""

    working_on = forms.CharField(
        label="What is your school working on at the moment?",
        help_text="A sentence or two, for the schools of this family. Leave it empty to take it away.",
        widget=area(4),
        max_length=2000,
        required=False,
    )
    topics = forms.MultipleChoiceField(
        label="Which of these is it about? (optional)", widget=forms.SelectMultiple(attrs={"size": 8}), required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, phase: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = topics().choices(phase)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(membership: Membership) -> dict[str, Any]:
        return {"working_on": membership.working_on, "topics": membership.topics, "seen": membership.version}


def choice_of(schools: dict[int, str]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label="Which of your schools?", choices=list(schools.items()), coerce=int)


def chosen_of(form: forms.Form, schools: dict[int, str]) -> int:
    """The school that somebody with several chose; the only one of who has one."""
    found: int = form.cleaned_data.get("school") or next(iter(schools))
    return found
