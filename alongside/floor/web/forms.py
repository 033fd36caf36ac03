"""Forms in the markup of GOV.UK: the renderer that every form uses, and the field for a day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.datastructures import MultiValueDict

from alongside.floor.web.words import MONTHS

# Widget (the name of Django's template) to the class that GOV.UK gives it.
_CLASSES = {
    "text": "govuk-input",
    "email": "govuk-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "number": "govuk-input",
    "url": "govuk-input",
    "search": "govuk-input",
    "tel": "govuk-input",
    "date": "govuk-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "clearable_file_input": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
}
_WIDGETS = "django/forms/widgets/"
_KINDS = {"radio": "radios", "checkbox_select": "checkboxes"}
# Widgets whose markup differs from Django's in more than a class.
_TEMPLATES = {"radio": "choices", "checkbox_select": "choices", "password": "password"}


class Renderer(TemplatesSetting):
    """Draws forms, fields, errors and widgets as GOV.UK does. Set as FORM_RENDERER."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if "widget" in context and template_name.startswith(_WIDGETS):
            kind = template_name.removeprefix(_WIDGETS).removesuffix(".html")
            context = {**context, "widget": _dressed(context["widget"], kind)}
            if kind in _TEMPLATES:
                template_name = f"web/forms/{_TEMPLATES[kind]}.html"
        return super().render(template_name, context, request)


def _dressed(widget: dict[str, Any], kind: str) -> dict[str, Any]:
    """What a widget's template is given, with the classes of GOV.UK."""
    if kind in _KINDS:
        return {**widget, "kind": _KINDS[kind]}
    if kind not in _CLASSES:
        return widget
    attrs = dict(widget["attrs"])
    names = [_CLASSES[kind]]
    if attrs.get("aria-invalid"):
        names.append(f"{_CLASSES[kind].partition(' ')[0]}--error")
    if own := attrs.get("class"):
        names.append(own)
    return {**widget, "attrs": {**attrs, "class": " ".join(names)}}


def errors_of(form: forms.BaseForm) -> list[tuple[str, str]]:
    """What is wrong with a form, in the order of its fields: the id to go to ("" for the whole form), the message."""
    found = [("", str(message)) for message in form.non_field_errors()]
    for bound in form.visible_fields():
        found += [(_first_id(bound), message) for message in messages_of(bound)]
    return found


def messages_of(bound: forms.BoundField) -> list[str]:
    """What is wrong with a field. Where Django's message would not tell which field or what to do, ours does."""
    return [message for error in bound.errors.as_data() for message in _worded(bound, error)]


def _worded(bound: forms.BoundField, error: forms.ValidationError) -> list[str]:
    said = [str(message) for message in error.messages]
    if error.code == "required" and said == [str(forms.Field.default_error_messages["required"])]:
        return [f"{_request(bound)} “{bound.label}”"]
    if error.code == "invalid" and isinstance(bound.field, forms.EmailField):
        return ["Enter an e-mail address, like ruth@partnership.example"]
    return said


def _request(bound: forms.BoundField) -> str:
    if isinstance(bound.field, forms.FileField):
        return "Choose a file for"
    if isinstance(bound.field, forms.BooleanField):
        return "Tick"
    return "Choose an answer to" if isinstance(bound.field, forms.ChoiceField) else "Fill in"


def _first_id(bound: forms.BoundField) -> str:
    """The id of the control that a person must reach: the first of several where a field is made of parts."""
    widget = bound.field.widget
    if isinstance(widget, DayInput):
        return f"{bound.auto_id}_day"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


class DayInput(forms.Widget):
    """Three boxes for a day. In an address, one value will do: `?on=2025-08-31`."""

    template_name = "web/forms/day.html"
    use_fieldset = True
    parts = ("day", "month", "year")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        given = self._parts_of(value)
        context["widget"]["parts"] = [
            {"name": part, "width": 4 if part == "year" else 2, "value": given[part]} for part in self.parts
        ]
        context["widget"]["wrong"] = "aria-invalid" in context["widget"]["attrs"]
        return context

    def _parts_of(self, value: Any) -> dict[str, str]:
        if isinstance(value, str):
            with suppress(ValueError):
                value = date.fromisoformat(value)
        if isinstance(value, date):
            return {part: str(getattr(value, part)) for part in self.parts}
        return value if isinstance(value, dict) else dict.fromkeys(self.parts, "")

    def value_from_datadict(
        self, data: Any, files: MultiValueDict[str, Any] | None, name: str
    ) -> dict[str, str] | str | None:
        given = {part: str(data.get(f"{name}_{part}") or "").strip() for part in self.parts}
        return given if any(given.values()) else data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in self.parts) and name not in data


class DayField(forms.Field):
    """A day, in three parts or as 2025-08-31. What is wrong is said in words that tell what to do."""

    widget = DayInput
    default_error_messages = {
        "required": "Enter a day, for example 31 8 2025",
        "unreadable": "“%(value)s” is not a day we can read: enter day, month and year, for example 31 8 2025",
        "incomplete": "The day must have a %(missing)s",
        "impossible": "There is no such day as %(value)s",
    }

    def to_python(self, value: Any) -> date | None:
        if value is None or value == "":
            return None
        if isinstance(value, date):
            return value
        if isinstance(value, str):
            return self._from_text(value)
        return self._from_parts(value)

    def _from_text(self, text: str) -> date:
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            raise self._error("unreadable", value=text[:40]) from None

    def _from_parts(self, parts: dict[str, str]) -> date:
        if missing := [part for part in DayInput.parts if not parts[part]]:
            raise self._error("incomplete", missing=" and a ".join(missing))
        said = " ".join(parts[part] for part in DayInput.parts)[:40]
        try:
            day, month, year = _whole(parts["day"]), _month(parts["month"]), _whole(parts["year"])
        except ValueError:
            raise self._error("unreadable", value=said) from None
        try:
            return date(year, month, day)
        except (ValueError, OverflowError):
            raise self._error("impossible", value=said) from None

    def _error(self, code: str, **params: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code, params=params)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise ValueError(text)
    return int(text)


def _month(text: str) -> int:
    """A month by number or by name, whole or cut to three letters or more."""
    for number, name in enumerate(MONTHS, start=1):
        if len(text) >= 3 and name.lower().startswith(text.lower()):
            return number
    return _whole(text)
