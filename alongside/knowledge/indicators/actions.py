"""Propose an indicator, decide on it, enter a value, keep a school's own words and take them back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.periods import AcademicYear
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.web.words import day
from alongside.knowledge.indicators import rules
from alongside.knowledge.indicators.models import Decision, Indicator, OwnWords, Value
from alongside.knowledge.results.measures import measures
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.queries import profiles


class SaidMeanwhile(CannotRecord):
    """Somebody else entered a value for the same school and year meanwhile. `newest` is theirs."""

    def __init__(self, newest: Value) -> None:
        super().__init__(
            "A value for this school and year is there already. Look at both, and save again if yours is to stand "
            "in its place."
        )
        self.newest = newest


@transaction.atomic
def propose(
    *,
    name: str,
    tells: str,
    collected: str,
    kind: str,
    unit: str,
    better: str,
    school: int | None,
    proposer: str,
    words: str,
    on: date,
    by: User,
    at: datetime,
) -> Indicator:
    """Record a proposal: by a school (its URN), a person or both, in their words, on a day. Raises CannotRecord."""
    if school is None and not proposer.strip():
        raise CannotRecord("Say who proposed it: a school, a person, or both.")
    if school is not None:
        _name_of(school)
    _is_not_to_come(on, at)
    if Indicator.objects.filter(name__iexact=name.strip()).exists():
        raise CannotRecord(f"“{name.strip()}” has been proposed already. Give it another name, or find that one.")
    made = Indicator.objects.create(
        name=name.strip(),
        tells=tells.strip(),
        collected=collected.strip(),
        kind=kind,
        unit=unit,
        better=better,
        school=school,
        proposer=proposer.strip(),
        words=words.strip(),
        proposed_on=on,
        by=by,
        at=at,
    )
    journal.record(
        action="indicators.proposed",
        subject=f"indicator {made.pk}",
        by=by,
        at=at,
        details={"name": made.name, "school": school, "proposer": made.proposer, "words": made.words, "on": on},
    )
    return made


@transaction.atomic
def decide(
    *, indicator: int, what: str, body: str, on: date, reason: str, seen_by: str = "", by: User, at: datetime
) -> Decision:
    """Record what a body decided: adopted, declined, ended. `seen_by`: who sees the values, for an adopted one.

    Raises CannotRecord where the decision cannot follow from what was decided before, or lacks its reason.
    """
    found = Indicator.objects.select_for_update().get(pk=indicator)
    if refusal := rules.refusal_of_decision(found.state, what):
        raise CannotRecord(refusal)
    if not reason.strip() or not body.strip():
        raise CannotRecord("Say which body decided, and why: both are kept with the decision.")
    _is_not_to_come(on, at)
    earliest = max([found.proposed_on, *found.decisions.values_list("on", flat=True)])
    if on < earliest:
        raise CannotRecord(f"It cannot have been decided before {day(earliest)}: that is what came before it.")
    if what == Decision.What.ADOPTED and seen_by not in Indicator.SeenBy.values:
        raise CannotRecord("Say who may see a school’s values: everybody, or the partnership’s office.")
    made = Decision.objects.create(
        indicator=found, what=what, body=body.strip(), on=on, reason=reason.strip(), by=by, at=at
    )
    found.state = what
    if what == Decision.What.ADOPTED:
        found.seen_by, found.adopted_on, found.ended_on = seen_by, on, None
    elif what == Decision.What.ENDED:
        found.ended_on = on
    found.save(update_fields=["state", "seen_by", "adopted_on", "ended_on"])
    journal.record(
        action=f"indicators.{what}",
        subject=f"indicator {found.pk}",
        by=by,
        at=at,
        details={"name": found.name, "body": made.body, "on": on, "reason": made.reason, "seen_by": found.seen_by},
    )
    return made


@transaction.atomic
def enter_value(
    *,
    indicator: int,
    school: int,
    year: int,
    value: Decimal | None,
    why: str = "",
    pupils: int | None = None,
    words: str = "",
    said_by: str,
    said_on: date,
    in_place_of: int | None = None,
    by: User,
    at: datetime,
) -> Value:
    """Enter what a school says of an adopted indicator in a year, or why it says nothing.

    `year`: in which the school year ends. `in_place_of`: the number of the value that the person saw and replaces.
    Raises SaidMeanwhile where there is a newer one, CannotRecord where it cannot stand.
    """
    found = Indicator.objects.select_for_update().get(pk=indicator)
    name = _name_of(school)
    _may_stand(found, value=value, why=why, pupils=pupils, year=year, at=at)
    if not said_by.strip():
        raise CannotRecord("Say who at the school said it.")
    _is_not_to_come(said_on, at)
    newest = Value.objects.filter(indicator=found, urn=school, year=year).order_by("-pk").first()
    if newest and newest.pk != in_place_of:
        raise SaidMeanwhile(newest)
    made = Value.objects.create(
        indicator=found,
        urn=school,
        year=year,
        value=value,
        why=why,
        pupils=pupils,
        words=words.strip(),
        said_by=said_by.strip(),
        said_on=said_on,
        by=by,
        at=at,
    )
    journal.record(
        action="indicators.value_entered" if newest is None else "indicators.value_corrected",
        subject=f"school {school}",
        by=by,
        at=at,
        details={
            "indicator": found.name,
            "school": name,
            "year": year,
            "before": _said(newest) if newest else None,
            "now": _said(made),
            "said_by": made.said_by,
            "said_on": said_on,
        },
    )
    return made


@transaction.atomic
def keep_own_words(
    *, school: int, title: str, words: str, link: str, said_by: str, on: date, by: User, at: datetime
) -> OwnWords:
    """Show a school's own words on its page, on the school's behalf. Raises CannotRecord."""
    name = _name_of(school)
    if not words.strip() or not title.strip() or not said_by.strip():
        raise CannotRecord("A title, the words, and who at the school asked for them are all needed.")
    if link and not link.startswith(("https://", "http://")):
        raise CannotRecord("A link begins with https:// or http://.")
    _is_not_to_come(on, at)
    made = OwnWords.objects.create(
        urn=school,
        title=title.strip(),
        words=words.strip(),
        link=link.strip(),
        said_by=said_by.strip(),
        said_on=on,
        by=by,
        at=at,
    )
    journal.record(
        action="indicators.own_words_kept",
        subject=f"school {school}",
        by=by,
        at=at,
        details={"school": name, "title": made.title, "words": made.words, "link": made.link, "said_by": made.said_by},
    )
    return made


@transaction.atomic
def take_back_own_words(*, own_words: int, reason: str, by: User, at: datetime) -> OwnWords:
    """Show them no more. Raises CannotRecord where they were taken back already, or no reason is given."""
    found = OwnWords.objects.select_for_update().get(pk=own_words)
    if found.taken_back_at:
        raise CannotRecord("These words have been taken back already.")
    if not reason.strip():
        raise CannotRecord("Say why: the reason is kept in the journal.")
    found.taken_back_at, found.taken_back_why, found.taken_back_by = at, reason.strip(), by
    found.save(update_fields=["taken_back_at", "taken_back_why", "taken_back_by"])
    journal.record(
        action="indicators.own_words_taken_back",
        subject=f"school {found.urn}",
        by=by,
        at=at,
        details={"title": found.title, "words": found.words, "reason": found.taken_back_why},
    )
    return found


def _may_stand(
    indicator: Indicator, *, value: Decimal | None, why: str, pupils: int | None, year: int, at: datetime
) -> None:
    if indicator.state != Indicator.State.ADOPTED:
        raise CannotRecord("Values are entered for adopted indicators only.")
    refusal = rules.refusal_of_value(
        value=value,
        why=why,
        unit=indicator.unit,
        pupils=pupils,
        least_pupils=measures().protection.least_pupils,
        year=year,
        newest_year=AcademicYear.of(at.astimezone(LONDON).date()).starts + 1,
    )
    if refusal:
        raise CannotRecord(refusal)


def _name_of(urn: int) -> str:
    name = profiles().filter(urn=urn, authority=partnership().authority).values_list("name", flat=True).first()
    if name is None:
        raise CannotRecord(f"There is no school with the URN {urn} in the city’s register.")
    return str(name)


def _is_not_to_come(when: date, at: datetime) -> None:
    if when > at.astimezone(LONDON).date():
        raise CannotRecord("That day is still to come: give the day on which it happened.")


def _said(value: Value) -> str:
    return value.why if value.value is None else str(value.value)
