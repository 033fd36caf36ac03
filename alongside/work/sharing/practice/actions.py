"""Write practice up, change it, publish it, say that it was tried, retire it.

What changes a write-up takes the `version` that the person saw and raises ChangedMeanwhile where a newer one is there;
all raise CannotRecord. Who may do what is asked by the pages (`permissions`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.audit.editing import save, seen
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.prose import joined
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.vocabulary import PHASES, phase_name
from alongside.work.sharing.practice import telling
from alongside.work.sharing.practice.models import Item, Trial, Word, kept
from alongside.work.sharing.practice.policies import practice
from alongside.work.sharing.practice.rules import doubts
from alongside.work.ties.finding import weighed
from alongside.work.ties.topics import topics as known_topics

SAID = ("title", "problem", "done", "for_whom", "evidence", "strength_of_evidence", "cost", "ask")
_WORDS = ("title", "problem", "done", "for_whom", "evidence", "cost")


@transaction.atomic
def write(
    *,
    school: int | None,
    title: str,
    problem: str,
    done: str,
    for_whom: str,
    evidence: str,
    strength_of_evidence: str,
    topics: Collection[str],
    by: User,
    at: datetime,
    cost: str = "",
    ask: Person | None = None,
    phases: Collection[str] = (),
    source: str = "",
    where: str = "",
) -> Item:
    """Write it up, as a draft. `school`: whose practice it is (URN); None for what comes from elsewhere, which says its
    `source` and `where`. `strength_of_evidence`, `topics`, `phases`: keys. `ask`: whom to ask."""
    made = Item(school=school, written_by=by, by=by, at=at)
    said = {"title": title, "problem": problem, "done": done, "for_whom": for_whom, "evidence": evidence}
    said |= {"cost": cost, "source": source, "where": where}
    _say(made, said, strength=strength_of_evidence, ask=ask, topics=topics, phases=phases)
    made.fresh_on = _day(at)
    made.save()
    _keep_words(made)
    details = {"school": school, "title": made.title}
    journal.record(action="practice.written", subject=made.thing, by=by, at=at, details=details)
    return made


@transaction.atomic
def change(
    *,
    item: int,
    version: int,
    title: str,
    problem: str,
    done: str,
    for_whom: str,
    evidence: str,
    strength_of_evidence: str,
    topics: Collection[str],
    by: User,
    at: datetime,
    cost: str = "",
    ask: Person | None = None,
    phases: Collection[str] = (),
    source: str = "",
    where: str = "",
    read_over: bool = False,
) -> Item:
    """Another version of it. What is published stays so, and is checked as before publishing (`read_over`)."""
    found = _open(item, version)
    said = {"title": title, "problem": problem, "done": done, "for_whom": for_whom, "evidence": evidence}
    said |= {"cost": cost, "source": source, "where": where}
    _say(found, said, strength=strength_of_evidence, ask=ask, topics=topics, phases=phases)
    if found.state == Item.State.PUBLISHED:
        _check(found, read_over=read_over)
    found.fresh_on = _day(at)
    save(found, *SAID, "topics", "phases", "source", "where", "fresh_on", by=by, at=at)
    _keep_words(found)
    journal.record(action="practice.changed", subject=found.thing, by=by, at=at, details={"title": found.title})
    return found


@transaction.atomic
def publish(*, item: int, version: int, by: User, at: datetime, read_over: bool = False) -> Item:
    """Every school of the partnership finds it from now on. `read_over`: whoever publishes has read it over, and no
    child can be known from what may look as if."""
    found = _open(item, version)
    if found.state == Item.State.PUBLISHED:
        raise CannotRecord("It is published already.")
    _check(found, read_over=read_over)
    found.state, found.published_on, found.published_by = Item.State.PUBLISHED, _day(at), by
    save(found, "state", "published_on", "published_by", by=by, at=at)
    journal.record(action="practice.published", subject=found.thing, by=by, at=at, details={"title": found.title})
    telling.of_publishing(found, by=by, at=at)
    return found


@transaction.atomic
def tried(*, item: int, school: int, words: str, worked: str, on: date, by: User, at: datetime) -> Trial:
    """A school (URN) tried it; what came of it by that day, and whether it worked (key in policies/practice.yaml).
    Those who wrote it hear of it."""
    found: Item = Item.objects.select_for_update(of=("self",)).select_related("written_by", "ask__user").get(pk=item)
    if found.state != Item.State.PUBLISHED:
        raise CannotRecord("It is not published, so nobody else can have tried it from here.")
    if found.school == school:
        raise CannotRecord("It is the school’s own: change the write-up instead.")
    if worked not in practice().worked:
        raise CannotRecord("Say whether it worked.")
    if not words.strip():
        raise CannotRecord("Say in a sentence what came of it.")
    if on > _day(at):
        raise CannotRecord("Give the day on which you began or saw what came of it, not one to come.")
    if never := [one for one in doubts(words) if one.never]:
        raise CannotRecord(f"“{never[0].words}” {never[0].why}: leave it out.")
    made = Trial.objects.create(item=found, school=school, on=on, worked=worked, words=words.strip(), by=by, at=at)
    if on > found.fresh_on:
        found.fresh_on = on
        save(found, "fresh_on", by=by, at=at)
    details = {"school": school, "worked": worked, "on": on}
    journal.record(action="practice.tried", subject=found.thing, by=by, at=at, details=details)
    telling.of_trial(found, school=names_of([school])[school], by=by, at=at)
    return made


@transaction.atomic
def retire(*, item: int, version: int, why: str, by: User, at: datetime) -> Item:
    """It is no longer found, for a reason; who comes by reads it."""
    found = _open(item, version)
    if not why.strip():
        raise CannotRecord("Say why it no longer holds: somebody will ask.")
    found.state, found.retired_why = Item.State.RETIRED, why.strip()
    save(found, "state", "retired_why", by=by, at=at)
    journal.record(action="practice.retired", subject=found.thing, by=by, at=at, details={"why": found.retired_why})
    telling.of_retiring(found, by=by, at=at)
    return found


def _open(pk: int, version: int) -> Item:
    found = seen(Item, pk, version)
    if found.state == Item.State.RETIRED:
        raise CannotRecord("It was retired. Write it up anew where it holds again.")
    return found


def _say(
    item: Item,
    said: Mapping[str, str],
    *,
    strength: str,
    ask: Person | None,
    topics: Collection[str],
    phases: Collection[str],
) -> None:
    """Put it into the write-up. Raises CannotRecord for what is missing or not known."""
    for name, words in said.items():
        setattr(item, name, words.strip())
    item.strength_of_evidence, item.ask = strength, ask or None
    item.topics, item.phases = kept(topics), kept(phases)
    if not (item.title and item.problem and item.done):
        raise CannotRecord("Give it a title, and say what the problem was and what was done.")
    if strength not in practice().steps:
        raise CannotRecord("Say how strong the evidence is.")
    if not topics or known_topics().unknown(topics):
        raise CannotRecord("Say what it is about: choose one topic or several.")
    if set(phases) - set(PHASES):
        raise CannotRecord("Say for which phases it is, or leave it open.")
    if item.school is None and not (item.source and item.where):
        raise CannotRecord("Say where it comes from and where it is published: it is from none of our schools.")


def _check(item: Item, *, read_over: bool) -> None:
    """Raises CannotRecord where a child could be known from it."""
    found = doubts(*(getattr(item, name) for name in _WORDS))
    if never := [one for one in found if one.never]:
        raise CannotRecord(joined([f"“{one.words}” {one.why}" for one in never]) + ". Leave it out before publishing.")
    if found and not read_over:
        said = joined([f"“{one.words}” {one.why}" for one in found])
        raise CannotRecord(f"{said}. Change it, or say that you have read it over and nobody can be known from it.")


def _keep_words(item: Item) -> None:
    """The words by which it is found: the title's weigh most, then those of its topics."""
    Word.objects.filter(thing=item).delete()
    about = [known_topics().by_key[key] for key in item.topic_keys if key in known_topics().by_key]
    said = [(item.title, 5), (f"{item.problem} {item.done}", 2), (f"{item.for_whom} {item.evidence}", 1)]
    said += [(one.name, 4) for one in about] + [(" ".join(one.also), 2) for one in about]
    said += [(item.where, 2), (" ".join(phase_name(key) for key in item.phase_keys), 2)]
    Word.objects.bulk_create(Word(thing=item, word=word, weight=weight) for word, weight in weighed(*said).items())


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
