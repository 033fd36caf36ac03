"""The Schools page: the list in words, the columns of its exports, and what to try when it is empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.forms import BoundField
from django.http import QueryDict
from django.urls import reverse

from alongside.face.desk.listing import Listing
from alongside.face.desk.presenters import due
from alongside.face.desk.queries import Judged, Shown
from alongside.floor.kernel.prose import counted, sentence
from alongside.floor.web.words import day
from alongside.knowledge.schools import vocabulary
from alongside.work.priority.models import Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """A school in a table."""

    school: Shown
    type: str
    phase: str
    district: str
    note: str  # closed on…, opens on…
    due: str
    due_tag: str
    verdict: str
    listed: bool


def lines(schools: Iterable[Shown], districts: Mapping[str, str], today: date) -> list[Line]:
    return [
        Line(
            school,
            vocabulary.type_name(school.type),
            vocabulary.phase_name(school.phase),
            districts.get(school.district, ""),
            note(school),
            due.said(school.stands, today),
            due.TAGS.get(due.due(school.stands, today), ""),
            verdict(school.judged),
            bool(school.judged and school.judged.listed),
        )
        for school in schools
    ]


def note(school: Shown) -> str:
    if school.status == vocabulary.CLOSED:
        return f"Closed {day(school.closed)}" if school.closed else "Closed"
    if school.status == vocabulary.CLOSING:
        return f"Proposed to close {day(school.closed)}" if school.closed else "Proposed to close"
    if school.status == vocabulary.PROPOSED:
        return f"Proposed to open {day(school.opened)}" if school.opened else "Proposed to open"
    return ""


def verdict(judged: Judged | None) -> str:
    """A word or two for a table; the reasons stand on the school's page."""
    if judged is None:
        return ""
    if not judged.in_contract and judged.status != Verdict.Status.UNDETERMINED:
        return "Out of contract"
    return Verdict.Status(judged.status).label


def in_words(listing: Listing, count: int, *, chosen: Mapping[str, str]) -> str:
    """What the list holds, as a sentence: `443 open schools in Birmingham.`"""
    where = f"in {listing.authority}" if listing.authority else "in all authorities that are loaded"
    what = "school" if listing.search else kind_of(chosen)
    found = f"{counted(count, what)} {where}"
    if listing.search:
        found += f" for “{listing.search}”"
    if chosen:
        found += ": " + "; ".join(f"{label.lower()} {words}" for label, words in labelled(listing, chosen))
    return sentence(found)


OFTEN = ("district", "phase", "standing", "verdict")


@dataclass(frozen=True, slots=True)
class Filters:
    """The fields of the form: those used often, and the others, which are folded away unless one of them is set."""

    often: tuple[BoundField, ...]
    more: tuple[BoundField, ...]
    more_are_set: bool


def filters(listing: Listing, *, home: str) -> Filters:
    fields = list(listing.filter.form)
    more = tuple(field for field in fields if field.name not in OFTEN)
    is_set = listing.authority != home or any(field.value() for field in more)
    return Filters(tuple(field for field in fields if field.name in OFTEN), more, is_set)


def kind_of(chosen: Mapping[str, str]) -> str:
    """What is listed unless a filter says otherwise."""
    return f"{'' if 'status' in chosen else 'open '}{'' if 'group' in chosen else 'state-funded '}school"


def chosen(listing: Listing) -> dict[str, str]:
    """The filters that are set, each with the words of its choice."""
    form = listing.filter.form
    wrong = form.errors
    said = {name: str(form.cleaned_data.get(name) or "") for name in form.fields if name not in wrong}
    return {name: words for name, value in said.items() if value and (words := _choice(form.fields[name], value))}


def labelled(listing: Listing, set_filters: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(str(listing.filter.form.fields[name].label), words) for name, words in set_filters.items()]


def not_understood(listing: Listing) -> list[str]:
    """Filters of the address that are not ones of ours, so that nobody takes the list for narrower than it is."""
    return [
        f"“{listing.filter.data.get(name, '')}” is not a choice of “{listing.filter.form.fields[name].label}”, "
        "so that filter was left out."
        for name in listing.filter.form.errors
        if name in listing.filter.form.fields
    ]


def _choice(field: Any, value: str) -> str:
    for key, words in field.choices:
        if isinstance(words, list | tuple):
            for inner, inner_words in words:
                if str(inner) == value:
                    return str(inner_words)
        elif str(key) == value and value:
            return str(words)
    return ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: `address` sorts by it; `sorted` says how it is sorted now."""

    words: str
    address: str = ""
    sorted: str = ""
    number: bool = False
    said: str = ""


# Columns of the page: the way to sort by each, and its words.
COLUMNS = (
    ("name", "School"),
    ("type", "Type"),
    ("phase", "Phase"),
    ("district", "District"),
    ("pupils", "Pupils"),
    ("standing", "Standing"),
)
OFFICE_COLUMNS = (("due", "Next inspection"), ("", "Priority"))
UP, DOWN = "ascending", "descending"
SAID = {
    "pupils": ("fewest first", "most first"),
    "standing": ("concerns first", "concerns last"),
    "due": ("soonest first", "latest first"),
}


def plain_heads(*, for_office: bool, show_district: bool = True) -> list[Head]:
    columns = COLUMNS + OFFICE_COLUMNS if for_office else COLUMNS
    return [Head(words, number=key == "pupils") for key, words in columns if show_district or key != "district"]


def heads(listing: Listing, asked: QueryDict) -> list[Head]:
    """Each head is a link that sorts by its column, and the other way round where it is sorted so already."""
    columns = COLUMNS + OFFICE_COLUMNS if listing.for_office else COLUMNS
    return [_head(key, words, listing.order, asked) for key, words in columns]


def _head(key: str, words: str, order: str, asked: QueryDict) -> Head:
    if not key:
        return Head(words)
    query = asked.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if order == key else key
    now = {key: UP, f"-{key}": DOWN}.get(order, "")
    up, down = SAID.get(key, ("A to Z", "Z to A"))
    said = {UP: up, DOWN: down}.get(now, "")
    return Head(words, f"?{query.urlencode()}", now, key == "pupils", said)


@dataclass(frozen=True, slots=True)
class Empty:
    """Why a list is empty, and what to try."""

    title: str
    says: str
    next: str
    next_words: str


def empty(listing: Listing, *, home: str, chosen: Mapping[str, str], loaded: bool) -> Empty:
    every = reverse("desk:schools")
    if not loaded:
        says = "Schools appear here with the first one."
        return Empty("No file has been loaded", says, reverse("desk:city"), "How to begin")
    if listing.search and listing.authority:
        says = (
            "A part of the name is enough; a town, a postcode or a number will do too. St and Saint are the same here."
        )
        elsewhere = f"{every}?{urlencode({'q': listing.search, 'authority': 'all'})}"
        title = f"Nothing in {listing.authority} is called “{listing.search}”"
        return Empty(title, says, elsewhere, "Look in every authority that is loaded")
    if chosen or listing.search:
        return Empty("No school is all of that", "Take one of the filters away.", every, "Clear all filters")
    title = f"No school of {listing.authority or home} is loaded"
    return Empty(title, "", f"{every}?authority=all", "See all schools that are loaded")
