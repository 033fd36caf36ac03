"""The list of Priority Schools and one verdict, in sentences and tables. Pure: verdicts in, what a page shows out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from alongside.floor.kernel.prose import counted, joined, number, plural, sentence
from alongside.floor.web.words import day
from alongside.knowledge.inspections import presenters as inspections
from alongside.knowledge.inspections.presenters import Visit
from alongside.knowledge.schools import vocabulary
from alongside.work.priority import data
from alongside.work.priority.facts import Holds, Limb, Status
from alongside.work.priority.rules import VerdictInFull

NEW_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Tag:
    words: str
    headline: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A school on the list."""

    urn: int
    name: str
    phase: str
    type: str
    district: str
    tags: tuple[Tag, ...]
    since: str
    since_day: date | None
    evidence: tuple[Visit, ...]
    cannot_tell: str


@dataclass(frozen=True, slots=True)
class Group:
    """The schools whose verdict names this limb first."""

    key: str
    name: str
    prose: str
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        return f"{self.name}: {counted(len(self.lines), 'school')}"


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A school whose verdict cannot be told, and what would settle it."""

    urn: int
    name: str
    district: str
    missing: str


@dataclass(frozen=True, slots=True)
class ListPage:
    title: str
    attention: tuple[str, ...]
    sentences: tuple[str, ...]
    groups: tuple[Group, ...]
    unsettled: tuple[Unsettled, ...]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def listed(self) -> int:
        return self.counts["listed"]


def list_page(
    verdicts: Sequence[VerdictInFull], districts: Mapping[int, str], *, authority: str, on: date, newest: str
) -> ListPage:
    """`verdicts` in the order of the list; `newest` says how far what is known reaches."""
    counts = data.tally(verdicts)
    lines = [(one.headline, line(one, districts)) for one in verdicts if one.status is Status.LISTED]
    unsettled = tuple(
        Unsettled(one.urn, one.name, districts.get(one.urn, ""), sentence(one.missing))
        for one in verdicts
        if one.status is Status.UNDETERMINED
    )
    policy = verdicts[0].policy if verdicts else None
    groups = tuple(
        Group(
            key,
            policy.name_of(key),
            " ".join(policy.limbs[key].prose.split()),
            tuple(one for headline, one in lines if headline == key),
        )
        for key in dict.fromkeys(headline for headline, _ in lines)
        if policy
    )
    every = [one for _, one in lines]
    return ListPage(
        title=f"Priority Schools of {authority}",
        attention=tuple(_attention(every, unsettled, on)),
        sentences=tuple(_sentences(counts, groups, on, newest)),
        groups=groups,
        unsettled=unsettled,
        counts=counts,
    )


def line(verdict: VerdictInFull, districts: Mapping[int, str]) -> Line:
    school = verdict.facts.school
    return Line(
        urn=verdict.urn,
        name=verdict.name,
        phase=vocabulary.phase_name(school.phase),
        type=vocabulary.type_name(school.type),
        district=districts.get(verdict.urn, ""),
        tags=tags(verdict),
        since=since(verdict),
        since_day=verdict.since,
        evidence=evidence(verdict),
        cannot_tell=verdict.missing,
    )


def tags(verdict: VerdictInFull) -> tuple[Tag, ...]:
    return tuple(Tag(verdict.policy.name_of(key), key == verdict.headline) for key in verdict.held)


def since(verdict: VerdictInFull) -> str:
    return data.since_words(verdict.since, at_least=verdict.since_at_least)


def evidence(verdict: VerdictInFull) -> tuple[Visit, ...]:
    """The inspections that the limbs that hold rest on, the newest first."""
    found = [one.inspection for one in verdict.evidence if one.inspection]
    return tuple(inspections.visit(one, urn=verdict.urn, on=verdict.facts.on) for one in found)


def _attention(lines: Sequence[Line], unsettled: Sequence[Unsettled], on: date) -> Iterable[str]:
    new = [one for one in lines if one.since_day and one.since_day > on - NEW_WITHIN and "at least" not in one.since]
    for one in sorted(new, key=lambda line: line.since_day or on, reverse=True)[:5]:
        yield f"{one.name} came onto the list on {one.since}."
    if len(new) > 5:
        yield f"{sentence(counted(len(new) - 5, 'more school'))[:-1]} came onto it in the 60 days before."
    if unsettled:
        count = len(unsettled)
        yield (
            f"{counted(count, 'school').capitalize()} cannot be judged: {plural(count, 'it')} {plural(count, 'is')} "
            "below, with what is missing."
        )
    if unsure := [one for one in lines if one.cannot_tell]:
        count = len(unsure)
        yield f"For {counted(count, 'school')} on the list, one of the limbs cannot be told; the list says which."


def _sentences(counts: Mapping[str, int], groups: Sequence[Group], on: date, newest: str) -> Iterable[str]:
    listed, unclear = counts["listed"], counts["undetermined"]
    whole = listed + counts["not listed"] + unclear
    if not listed:
        yield f"None of {counted(whole, 'maintained school')} in contract is on the list as at {day(on)}."
    else:
        yield (
            f"{listed} of {counted(whole, 'maintained school')} in contract {plural(listed, 'is')} on the list "
            f"as at {day(on)}."
        )
        yield f"Named first: {joined([f'{one.name.lower()} for {number(len(one.lines))}' for one in groups])}."
    if outside := counts["out of contract"]:
        yield f"{sentence(counted(outside, 'other school'))[:-1]} {plural(outside, 'is')} out of contract."
    yield newest


@dataclass(frozen=True, slots=True)
class LimbShown:
    limb: Limb
    tag: str
    tag_class: str
    prose: str
    ours: str
    says: str
    since: str
    evidence: tuple[Visit, ...]


TAGS = {
    Holds.YES: ("holds", "tag--amber"),
    Holds.NO: ("does not hold", "tag--quiet"),
    Holds.CANNOT_TELL: ("cannot tell", "tag--red"),
}


def limbs(verdict: VerdictInFull) -> list[LimbShown]:
    """Every limb of the definition in its order."""
    return [_limb(verdict, limb) for limb in verdict.limbs]


def _limb(verdict: VerdictInFull, limb: Limb) -> LimbShown:
    part = verdict.policy.limbs[limb.key]
    tag, tag_class = TAGS[limb.holds]
    found = [one.inspection for one in limb.evidence if one.inspection]
    return LimbShown(
        limb=limb,
        tag=tag,
        tag_class=tag_class,
        prose=" ".join(part.prose.split()),
        ours=" ".join(part.ours.split()),
        says=sentence(limb.says),
        since=data.since_words(limb.since, at_least=limb.since_at_least),
        evidence=tuple(inspections.visit(one, urn=verdict.urn, on=verdict.facts.on) for one in found),
    )


def graded(verdict: VerdictInFull) -> list[Visit]:
    """Every graded inspection published by the day, the newest first."""
    own = inspections.published_by(verdict.facts.history.inspections, urn=verdict.urn, on=verdict.facts.on)
    return [visit for visit in reversed(own) if visit.is_graded]


def contract(verdict: VerdictInFull) -> str:
    """Why the contract reaches the school on that day, or does not."""
    kind = vocabulary.type_name(verdict.facts.school.type).lower()
    if verdict.outside:
        return f"Out of contract: {verdict.outside}."
    if verdict.shut:
        return sentence(verdict.shut)
    if not verdict.facts.school.type or verdict.version is None:
        return "Cannot be told."
    return f"In contract: a {kind} is maintained by the council."


STATUS = {
    Status.LISTED: ("on the list: proposed", "tag--amber"),
    Status.NOT_LISTED: ("not on the list", "tag--quiet"),
    Status.UNDETERMINED: ("undetermined", "tag--red"),
}


def past(on: date, known: datetime | date | None, today: date) -> str:
    """What the banner says to who looks at another day, or with the knowledge of another day. Empty for now."""
    if on == today and known is None:
        return ""
    said = f"This is the list as at {day(on)}" if on != today else "This is the list as at today"
    said += ", by what had been published by then" if on != today else ""
    return sentence(said + (f" and loaded by {day(known)}" if known else ""))
