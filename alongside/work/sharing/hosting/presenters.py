"""Visits between schools in words: whose turn it is, what a host shows and how much room it has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.floor.kernel.prose import counted
from alongside.floor.web.words import day, weekday
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.contacts.heard.policies import heard
from alongside.work.contacts.heard.rules import term_of
from alongside.work.sharing.hosting.models import Offer, Visit
from alongside.work.sharing.hosting.rules import Booking, Turn, next_room, room, weekdays
from alongside.work.ties.topics import topics

TAGS = {"asked": "tag--amber", "agreed": "", "made": "tag--green"}


@dataclass(frozen=True, slots=True)
class HostShown:
    """A school that can be visited, as the list shows it."""

    urn: int
    name: str
    about: str
    shows: Sequence[str]
    words: str
    days: str
    room: str
    has_room: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A visit in a list: its two schools, what is next. `to_do`: for whoever looks; empty where others are to act."""

    pk: int
    title: str
    when: str
    state: str
    look: str
    says: str
    to_do: str

    @property
    def for_me(self) -> bool:
        return bool(self.to_do)


def hosts(
    offers: Iterable[Offer], profiles: Mapping[int, Profile], booked: Mapping[int, Sequence[Booking]], *, on: date
) -> list[HostShown]:
    """Those with room this term first, then by name. Schools that the register no longer lists are left out."""
    found = []
    for one in offers:
        profile = profiles.get(one.school)
        if profile is None:
            continue
        words, has_room = _room(one, booked.get(one.school, []), on)
        found.append(
            HostShown(
                urn=one.school,
                name=profile.name,
                about=str(PHASES[profile.phase].name) if profile.phase in PHASES else "",
                shows=topics().names(one.topics),
                words=one.words,
                days=weekdays(one.days),
                room=words,
                has_room=has_room,
            )
        )
    return sorted(found, key=lambda one: (not one.has_room, one.name.lower()))


def _room(offer: Offer, booked: Sequence[Booking], on: date) -> tuple[str, bool]:
    term = term_of(on, heard())
    left = room(booked, most=offer.most_a_term, term=term)
    if left:
        return f"Room for {counted(left, 'more visit' if left < offer.most_a_term else 'visit')} this term", True
    free = next_room(on, booked, most=offer.most_a_term, terms=heard())
    return (f"Full this term; room in the {free.words[:1].lower()}{free.words[1:]}" if free else "Full for now"), False


def line(visit: Visit, names: Mapping[int, str], own: Collection[int], *, on: date) -> Line:
    """A visit as a line of a list; `own`: the schools for which whoever looks arranges."""
    turn = visit.standing(on).turn
    return Line(
        pk=visit.pk,
        title=f"{names[visit.guest]} visits {names[visit.host]}",
        when=weekday(visit.on) if visit.on else "no day yet",
        state=visit.get_state_display(),
        look=TAGS.get(visit.state, "tag--quiet"),
        says=NEXT.get(turn, ""),
        to_do=TO_DO[turn] if is_next(visit, own, on=on) else "",
    )


def is_next(visit: Visit, own: Collection[int], *, on: date) -> bool:
    """Whether one of these schools is to do something."""
    turn = visit.standing(on).turn
    if turn is Turn.ANSWER:
        return visit.host in own
    return visit.guest in own and turn in (Turn.MADE, Turn.TOOK_AWAY, Turn.WORKED)


TO_DO = {
    Turn.ANSWER: "Choose a day, or say why none will do",
    Turn.MADE: "Say whether it took place",
    Turn.TOOK_AWAY: "Say what you took away",
    Turn.WORKED: "Say whether it worked",
}
NEXT = {
    Turn.ANSWER: "Waits for a day",
    Turn.MADE: "Did it take place?",
    Turn.TOOK_AWAY: "What was taken away?",
    Turn.WORKED: "Did it work?",
}


def says(visit: Visit, names: Mapping[int, str], sides: Collection[str], *, on: date) -> str:
    """Where a visit stands, in sentences for the top of its page."""
    standing = visit.standing(on)
    host, guest = names[visit.host], names[visit.guest]
    to_do = "guest" in sides
    match standing.turn:
        case Turn.ANSWER:
            if "host" in sides:
                return f"Choose one of the days by {day(standing.due)}, or say why none will do."
            return f"{host} chooses one of the days by {day(standing.due)}, or says why none will do."
        case Turn.COMING:
            at = f" at {visit.begins:%H:%M}" if visit.begins else ""
            return f"{guest} comes on {weekday(visit.on)}{at}. It is in the calendars of both." if visit.on else ""
        case Turn.MADE:
            return "When it has taken place, say so here: it takes a minute." if sides else "Not recorded as made yet."
        case Turn.TOOK_AWAY:
            return "What did you take away? A sentence will do." if to_do else "The guests say what they took away."
        case Turn.LATER:
            return f"From {day(visit.look_on)} the guests are asked whether it worked."
        case Turn.WORKED:
            return "Some weeks have passed: did it work?" if to_do else "The guests are asked whether it worked."
    return {
        Visit.State.DECLINED: f"{host} could not take this visit. Ask again with other days, or ask another school.",
        Visit.State.CALLED_OFF: "This visit was called off.",
    }.get(Visit.State(visit.state), "")
