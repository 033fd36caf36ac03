"""A form asks for a school: by part of its name, with the city's schools offered while one types.

school = SchoolField(label="Which school?")     cleaned: the URN
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.core.cache import cache

from alongside.knowledge.opendata.models import Head
from alongside.knowledge.schools import search
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.queries import profiles

_KEPT = "schools:offered:{}:{}"
MOST_NAMED = 5


def offered() -> dict[str, int]:
    """The open schools of the city by what they are called in a list; two of one name are told apart by their URN.
    Kept for each version of the register."""
    authority = partnership().authority
    key = _KEPT.format(Head.objects.values_list("version", flat=True).first(), abs(hash(authority)))
    found: dict[str, int] | None = cache.get(key)
    if found is None:
        open_ones = profiles().in_authority(authority).open().order_by("sort_name", "urn")
        pairs = list(open_ones.values_list("name", "urn"))
        twice = Counter(name for name, _ in pairs)
        found = {(f"{name} (URN {urn})" if twice[name] > 1 else name): urn for name, urn in pairs}
        cache.set(key, found, timeout=600)
    return found


class SchoolInput(forms.TextInput):
    """A box for text, with the schools of the city offered by the browser."""

    template_name = "schools/choosing.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        inner = context["widget"]
        listed = f"{inner['attrs'].get('id', name)}_schools"
        wrong = " govuk-input--error" if inner["attrs"].get("aria-invalid") else ""
        inner["attrs"] |= {"list": listed, "autocomplete": "off", "class": f"govuk-input{wrong}"}
        inner["listed"], inner["schools"] = listed, offered()
        return context


class SchoolField(forms.CharField):
    """A school of the city, by name or URN. Where several match, the message names them."""

    widget = SchoolInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("help_text", "Begin to type its name, and choose.")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A URN that is given at the start is shown by its name."""
        return names_of([value])[value] if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        known = offered()
        if text in known:
            return known[text]
        hits = [urn for urn in search.find(text, authority=partnership().authority) if urn in set(known.values())]
        if len(hits) == 1:
            return hits[0]
        if not hits:
            raise forms.ValidationError("No open school here has that name: try fewer letters, or its URN")
        names = [name for name, urn in known.items() if urn in hits[:MOST_NAMED]]
        more = "" if len(hits) <= MOST_NAMED else ", and others"
        raise forms.ValidationError(f"Several schools match: {', '.join(names)}{more}. Write more of the name")
