"""The facts that the definition takes, put together; and verdicts, of one school or of many, as at a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from alongside.floor.kernel import garbage
from alongside.knowledge.inspections import queries as inspections
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.schools import queries as schools
from alongside.knowledge.schools.series import schools_on_days
from alongside.work.priority.facts import Agreement, Facts
from alongside.work.priority.models import Verdict
from alongside.work.priority.policies import priority
from alongside.work.priority.rules import VerdictInFull, judge

AGREEMENTS: dict[int, tuple[Agreement, ...]] = {}


def agreements(urn: int) -> tuple[Agreement, ...]:
    """What people agreed of a school: vulnerable, in crisis, at risk. Nothing records that yet, so it is nothing; the
    rule takes what will be recorded."""
    return AGREEMENTS.get(urn, ())


class UnknownSchool(Exception):
    """No loaded file tells of this school."""

    def __init__(self, urn: int) -> None:
        super().__init__(f"No loaded file tells of a school with URN {urn}.")
        self.urn = urn


def verdicts(
    *,
    on: date,
    version: int,
    authority: str | None = None,
    urns: Iterable[int] | None = None,
    closed_too: bool = False,
) -> list[VerdictInFull]:
    """The verdict on every school as at a day, as known at a version: of an authority, of those named, or of all.

    Schools known not to be open on the day are left out unless asked for. Few queries, however many schools.
    """
    policy = priority()
    wanted = None if urns is None else list(urns)
    with garbage.not_now():
        found = schools.schools_as_at(on=on, version=version, authority=authority, urns=wanted)
        found = [school for school in found if closed_too or school.open_on_day is not False]
        of_all = authority is None and wanted is None
        histories = inspections.histories(version=version, urns=None if of_all else [one.urn for one in found])
        return [judge(Facts(one, histories[one.urn], on, agreements(one.urn)), policy) for one in found]


def verdicts_on(
    *, days: Iterable[date], version: int, authority: str | None = None
) -> Iterator[tuple[date, list[VerdictInFull]]]:
    """The same for one day after another: what is known is read once."""
    policy = priority()
    histories = inspections.histories(version=version, urns=[] if authority else None)
    fetched: set[int] = set()
    for day, schools_then in schools_on_days(days=days, version=version, authority=authority):
        found = [school for school in schools_then if school.open_on_day is not False]
        new = {school.urn for school in found} - fetched if authority else ()
        if new:
            histories.update(inspections.histories(version=version, urns=new))
            fetched |= new
        with garbage.not_now():
            judged = [judge(Facts(one, histories[one.urn], day, agreements(one.urn)), policy) for one in found]
        yield day, judged


def listed_among(urns: Collection[int]) -> dict[int, bool]:
    """Which of these schools are on the list now, and which are not; undetermined ones are left out. One query."""
    lines = Verdict.objects.current().filter(urn__in=urns).values_list("urn", "status")
    return {urn: status == Verdict.Status.LISTED for urn, status in lines if status != Verdict.Status.UNDETERMINED}


def explain(urn: int, *, on: date, version: int) -> VerdictInFull:
    """The verdict on one school with every reason. Raises UnknownSchool where no loaded file tells of it."""
    found = verdicts(on=on, version=version, urns=[urn], closed_too=True)
    if not found:
        raise UnknownSchool(urn)
    return found[0]


@dataclass(frozen=True, slots=True)
class Source:
    """A load that evidence comes from: the file's name, the day it speaks of, and when it was loaded."""

    load: int
    file: str
    as_at: date | None
    loaded: datetime | None


def sources(verdicts: Iterable[VerdictInFull]) -> dict[int, Source]:
    """The loads that the evidence of these verdicts rests on, by number. One query."""
    numbers = {one.load for verdict in verdicts for one in verdict.grounds.graded}
    loads = Load.objects.filter(pk__in=numbers).select_related("file")
    return {load.pk: Source(load.pk, load.file.name, load.as_at, load.finished_at) for load in loads}
