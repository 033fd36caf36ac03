"""The School page: what the school is, as at the day asked for, and the panels that packages registered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from alongside.floor.accounts.roles import Place
from alongside.floor.kernel.prose import counted, sentence
from alongside.floor.web.words import day
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.facts import Related, SchoolAsAt
from alongside.knowledge.schools.panels import Printed


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel of the page as it was drawn, and its sentences for the top."""

    key: str
    title: str
    order: int
    wide: bool
    seen_by: str  # who else sees it, where not everybody does
    content: str  # safe: drawn by a template of ours
    sentences: tuple[str, ...]
    stylesheet: str = ""
    printed: Printed | None = None
    address: str = ""  # of a panel that is fetched after the page
    folded: bool = False
    glance: str = ""


@dataclass(frozen=True, slots=True)
class SchoolPage:
    urn: int
    name: str
    what: str
    on: date
    is_today: bool
    past: str
    status: str
    status_class: str
    status_says: str
    followed: tuple[Related, ...]
    crumbs: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]  # what is not for everybody: somebody may have to act on it
    sentences: tuple[str, ...]
    panels: tuple[Drawn, ...]
    place: Place = field(default_factory=Place)  # where it stands today, for what whoever looks may do

    @property
    def led(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """What needs somebody and what is so, each sentence as what it begins with and the rest."""
        return [lead_of(text) for text in self.needs], [lead_of(text) for text in self.sentences]

    @property
    def stylesheets(self) -> list[str]:
        return list(dict.fromkeys(panel.stylesheet for panel in self.panels if panel.stylesheet))


def page(
    school: SchoolAsAt,
    drawn: Sequence[Drawn],
    districts: Mapping[str, str],
    *,
    today: date,
    known: date | None,
    place: Place | None = None,
) -> SchoolPage:
    tag, tag_class, says = status(school)
    in_order = sorted(drawn, key=lambda panel: panel.order)
    return SchoolPage(
        urn=school.facts.urn,
        name=school.facts.name,
        what=what_it_is(school, districts.get(school.district, "")),
        on=school.on,
        is_today=school.on == today and known is None,
        past=past(school, today=today, known=known),
        status=tag,
        status_class=tag_class,
        status_says=says,
        followed=followed(school),
        crumbs=crumbs(school, districts),
        needs=tuple(text for panel in in_order if panel.seen_by for text in panel.sentences),
        sentences=tuple(text for panel in in_order if not panel.seen_by for text in panel.sentences),
        panels=tuple(in_order),
        place=place or Place(),
    )


LONGEST_LEAD = 48  # letters


def lead_of(text: str) -> tuple[str, str]:
    """“Not known: …” is read by its beginning. Empty for a sentence without a colon near it."""
    lead, colon, rest = text.partition(": ")
    return (f"{lead}:", rest) if colon and len(lead) <= LONGEST_LEAD else ("", text)


def what_it_is(school: SchoolAsAt, district: str) -> str:
    """One or two sentences: type, phase, ages, place, pupils, head. What no file says is left out."""
    facts = school.facts
    ages = school.value("age_low"), school.value("age_high")
    said = [_kind(school), *([f"ages {ages[0]} to {ages[1]}"] if None not in ages else [])]
    where = ", ".join(part for part in (f"{district} district" if district else "", facts.authority) if part)
    said += [f"in {where}"] if where else []
    pupils, head = (_of_that_day(school, name) for name in ("pupils", "head"))
    said += [f"with {counted(pupils, 'pupil')}"] if pupils is not None else []
    return sentence(", ".join(said)) + (f" {head} is head." if head and facts.open_on_day is not False else "")


def _of_that_day(school: SchoolAsAt, name: str) -> Any:
    """What changes over the years is told at the top only where a file of that day or an earlier one says it."""
    said = school.said.get(name)
    return said.value if said and said.as_at <= school.on else None


def _kind(school: SchoolAsAt) -> str:
    kind = vocabulary.type_name(school.facts.type) or "School"
    phase = school.facts.phase
    settled = vocabulary.TYPES[school.facts.type].phase if school.facts.type in vocabulary.TYPES else ""
    if not phase or settled or phase not in vocabulary.PHASES:
        return kind
    return f"{kind}, {vocabulary.phase_name(phase).lower()}"


def status(school: SchoolAsAt) -> tuple[str, str, str]:
    """A tag, its class and a sentence; all empty for a school that is simply open."""
    facts = school.facts
    if facts.open_on_day is None:
        return "not known", "tag--quiet", school.open_why or "No loaded file says whether it was open on this day."
    if facts.open_on_day:
        if facts.closed:
            return "closing", "tag--amber", f"It is to close on {day(facts.closed)}."
        return "", "", ""
    if facts.opened and facts.opened > school.on:
        return "not open yet", "tag--quiet", f"It opens on {day(facts.opened)}."
    followed = " What followed:" if school.successors else " No loaded file says what followed."
    closed = f"It closed on {day(facts.closed)}." if facts.closed else "It has closed; no loaded file says when."
    return "closed", "tag--quiet", closed + followed


def past(school: SchoolAsAt, *, today: date, known: date | None) -> str:
    """What the banner says to who looks at another day than today, or with the knowledge of another day."""
    said = []
    if school.on != today:
        said.append(f"{'This is the school as it was' if school.on < today else 'You ask about'} on {day(school.on)}")
        if known:
            said[-1] += f", by the files that were loaded by {day(known)}"
    elif known:
        said.append(f"This is the school by the files that were loaded by {day(known)}")
    if school.first_recorded and school.on < school.first_recorded:
        said.append(
            "no loaded file speaks of a day so early, so its name and what else is not dated "
            f"stem from {day(school.first_recorded)}"
        )
    return " ".join(sentence(part) for part in said)


def crumbs(school: SchoolAsAt, districts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    found = [("Schools", reverse("desk:schools"))]
    if school.district in districts:
        found.append((districts[school.district], reverse("desk:district", args=[school.district])))
    return tuple(found)


def followed(school: SchoolAsAt) -> tuple[Related, ...]:
    """What came after, where the school has closed."""
    return school.successors if school.facts.open_on_day is False else ()


@dataclass(frozen=True, slots=True)
class Near:
    """A school that may have been meant."""

    name: str
    says: str
    address: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The page for a number that is no school's, and what may have been meant."""

    title: str
    says: str
    near_title: str = ""
    near: tuple[Near, ...] = ()


def missing(
    urn: int, *, known: date | None, elsewhere: Mapping[int, str], related: Mapping[int, str], loaded: bool
) -> Missing:
    """`elsewhere`: schools whose number is like it; `related`: schools that a link ties to this number."""
    if not loaded:
        return Missing(f"School {urn} is not known", "No published file has been loaded yet.")
    said = f"No loaded file{f' of those known by {day(known)}' if known else ''} has a school with the number {urn}."
    if related:
        near = tuple(_near(other, name, "linked to it in the register") for other, name in related.items())
        says = f"{said} It is known only as a number, because the register links it to another school."
        return Missing(f"School {urn} is not known", says, "Linked to this number", near)
    near = tuple(_near(other, name, f"its number is {other}") for other, name in elsewhere.items())
    says = f"{said} Perhaps a digit went astray."
    return Missing(f"School {urn} is not known", says, "Numbers like it" if near else "", near)


def _near(urn: int, name: str, says: str) -> Near:
    return Near(name, says, reverse("desk:school", args=[urn]))


def alike(urn: int) -> set[int]:
    """Six-digit numbers that differ in one digit, or in two neighbours that changed places."""
    text = f"{urn:06d}"
    if len(text) != 6:
        return set()
    one = {text[:at] + digit + text[at + 1 :] for at in range(6) for digit in "0123456789"}
    swapped = {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(5)}
    return {int(found) for found in one | swapped if found[0] != "0"} - {urn}
