"""Verdicts as plain data, for JSON, spreadsheets and tables on a screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from alongside.floor.kernel.prose import joined
from alongside.floor.web.words import day
from alongside.knowledge.inspections import wording
from alongside.knowledge.inspections.facts import Inspection
from alongside.knowledge.schools.vocabulary import type_name
from alongside.work.priority.facts import Evidence, Limb, Status
from alongside.work.priority.queries import Source
from alongside.work.priority.rules import VerdictInFull

STATUS_WORDS = {
    Status.LISTED: "On the list",
    Status.NOT_LISTED: "Not on the list",
    Status.UNDETERMINED: "Undetermined",
}
HEADER = (
    *("URN", "School", "Type", "Local authority", "Verdict", "Limbs", "Since", "Because"),
    *("Inspected", "Published", "Inspection number", "What it said", "Definition", "File", "Row"),
)


def of_list(verdict: VerdictInFull, sources: Mapping[int, Source]) -> dict[str, Any]:
    """A verdict as the list gives it."""
    school = verdict.facts.school
    return {
        "urn": verdict.urn,
        "name": verdict.name,
        "type": type_name(school.type),
        "authority": school.authority,
        "status": verdict.status.value,
        "limbs": list(verdict.held),
        "headline": verdict.headline,
        "since": _iso(verdict.since),
        "since_at_least": verdict.since_at_least,
        "because": verdict.because,
        "missing": verdict.missing if verdict.status is Status.UNDETERMINED else "",
        "evidence": [_evidence(one, sources) for one in verdict.evidence],
        "definition": verdict.definition,
    }


def in_full(verdict: VerdictInFull, sources: Mapping[int, Source], *, known_at: datetime | None) -> dict[str, Any]:
    """A verdict with every limb, whether it holds or not."""
    school = verdict.facts.school
    return {
        **of_list(verdict, sources),
        "as_at": verdict.facts.on.isoformat(),
        "known_at": known_at.isoformat() if known_at else None,
        "in_contract": verdict.in_contract,
        "outside": verdict.outside or verdict.shut,
        "open_on_day": school.open_on_day,
        "opened": _iso(school.opened),
        "closed": _iso(school.closed),
        "limbs_in_full": [_limb(limb, sources) for limb in verdict.limbs],
        "definition_title": verdict.version.title if verdict.version else "",
        "definition_prose": " ".join(verdict.version.prose.split()) if verdict.version else "",
    }


def row(verdict: VerdictInFull, sources: Mapping[int, Source]) -> list[Any]:
    """A verdict as a row of a spreadsheet, under HEADER."""
    newest = verdict.grounds.newest if verdict.in_contract else None
    source = sources.get(newest.load) if newest else None
    return [
        verdict.urn,
        verdict.name,
        type_name(verdict.facts.school.type),
        verdict.facts.school.authority,
        STATUS_WORDS[verdict.status],
        limb_names(verdict),
        verdict.since,
        verdict.because,
        newest.started if newest else None,
        newest.published if newest else None,
        newest.number if newest else "",
        wording.in_short(newest) if newest else "",
        verdict.version.title if verdict.version else "",
        source.file if source else "",
        newest.row if newest else None,
    ]


def limb_names(verdict: VerdictInFull) -> str:
    """`Special measures and requires improvement twice`, the one that is named first at the front."""
    words = joined([verdict.policy.name_of(limb).lower() for limb in verdict.held])
    return words[:1].upper() + words[1:]


def since_words(since: date | None, *, at_least: bool) -> str:
    """`4 October 2023`, or `at least 4 October 2023` where it may have been longer."""
    if since is None:
        return ""
    return f"at least {day(since)}" if at_least else day(since)


def tally(verdicts: Iterable[VerdictInFull]) -> dict[str, int]:
    """How many are on the list, not on it though in contract, out of contract, undetermined."""
    counts = {"listed": 0, "not listed": 0, "out of contract": 0, "undetermined": 0}
    for verdict in verdicts:
        if verdict.status is Status.NOT_LISTED:
            counts["not listed" if verdict.in_contract else "out of contract"] += 1
        else:
            counts[verdict.status.value] += 1
    return counts


def in_order(verdicts: Iterable[VerdictInFull]) -> list[VerdictInFull]:
    """The list as it is read: listed first by what is named first, then undetermined, then the others; by name."""

    def key(verdict: VerdictInFull) -> tuple[int, int, str, int]:
        limbs = verdict.version.limbs if verdict.version else ()
        status = (Status.LISTED, Status.UNDETERMINED, Status.NOT_LISTED).index(verdict.status)
        headline = limbs.index(verdict.headline) if verdict.headline else len(limbs)
        return status, headline, verdict.name.casefold(), verdict.urn

    return sorted(verdicts, key=key)


def _limb(limb: Limb, sources: Mapping[int, Source]) -> dict[str, Any]:
    return {
        "key": limb.key,
        "name": limb.name,
        "holds": limb.holds.value,
        "says": limb.says,
        "since": _iso(limb.since),
        "since_at_least": limb.since_at_least,
        "missing": limb.missing,
        "evidence": [_evidence(one, sources) for one in limb.evidence],
    }


def _evidence(evidence: Evidence, sources: Mapping[int, Source]) -> dict[str, Any]:
    if evidence.inspection is None:
        return {"says": evidence.says}
    return {"says": evidence.says, **_inspection(evidence.inspection, sources)}


def _inspection(inspection: Inspection, sources: Mapping[int, Source]) -> dict[str, Any]:
    source = sources.get(inspection.load)
    return {
        "inspection": inspection.number,
        "urn": inspection.urn,
        "era": inspection.era.value,
        "inspected": _iso(inspection.started),
        "published": _iso(inspection.published),
        "overall": inspection.overall,
        "category": inspection.category.value if inspection.category else None,
        "safeguarding": inspection.safeguarding,
        "areas": dict(inspection.areas),
        "file": source.file if source else "",
        "file_as_at": _iso(inspection.as_at),
        "load": inspection.load,
        "row": inspection.row,
    }


def _iso(when: date | None) -> str | None:
    return when.isoformat() if when else None
