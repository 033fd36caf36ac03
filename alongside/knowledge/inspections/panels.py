"""The panels of the School page that speak of inspections: the eras side by side, the standing, the next inspection."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from alongside.floor.kernel.prose import sentence
from alongside.floor.web.words import day, day_short, month
from alongside.knowledge.inspections import policies, presenters, queries, rules
from alongside.knowledge.inspections.facts import Era, History, Inspection, Mark
from alongside.knowledge.inspections.presenters import Visit
from alongside.knowledge.inspections.readings import CategoryReading, category_of
from alongside.knowledge.inspections.rules import StandingVerdict
from alongside.knowledge.inspections.timeline import timeline
from alongside.knowledge.inspections.windows import Window
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.panels import Asked, Panel, Printed


def history_of(asked: Asked) -> History:
    """The inspections of the school, read once a page."""
    if "history" not in asked.shared:
        asked.shared["history"] = queries.history(asked.school.facts.urn, version=asked.version)
    found: History = asked.shared["history"]
    return found


def standing_of(asked: Asked) -> StandingVerdict:
    if "standing" not in asked.shared:
        facts = asked.school.facts
        found = rules.standing(history_of(asked), on=asked.on, urn=facts.urn, opened=facts.opened)
        asked.shared["standing"] = found
    stands: StandingVerdict = asked.shared["standing"]
    return stands


def is_inspected_kind(asked: Asked) -> bool:
    """Whether the files that are loaded list the inspections of schools of this kind."""
    return not asked.school.facts.type or asked.school.facts.type in vocabulary.STATE_FUNDED


def eras(asked: Asked) -> Mapping[str, Any] | None:
    history = history_of(asked)
    visits = presenters.published_by(history.inspections, urn=asked.school.facts.urn, on=asked.on)
    if not visits and not is_inspected_kind(asked):
        return None
    return {
        "visits": list(reversed(visits)),
        "drawn": timeline(visits, policies.eras().eras, on=asked.on),
        "legend": list(dict.fromkeys(visit.mark for visit in visits if visit.mark)),
        "others": any(not visit.mark for visit in visits),
        "known": _known(history, asked),
        "loaded": asked.shared.get("loaded", {}),
    }


def _known(history: History, asked: Asked) -> str:
    """How far back every graded inspection is known; what is missing where nothing is."""
    known = rules.known_on(history, rules.latest_graded(history, asked.on), asked.on, asked.school.facts.opened)
    if not known.newest:
        return sentence(known.why)
    if not any(one.published and one.published <= asked.on for one in history.inspections):
        return f"The loaded files cover this school and tell of none published by {day(asked.on)}."
    if known.floor is None:
        return "Every graded inspection published since the school opened is in the loaded files."
    since = day(known.floor)
    return f"Every graded inspection published since {since} is in the loaded files; earlier ones may be missing."


def standing(asked: Asked) -> Mapping[str, Any] | None:
    found = standing_of(asked)
    if found.mark is Mark.NOT_KNOWN and not found.inspection and not is_inspected_kind(asked):
        return None
    visit = presenters.visit(found.inspection, urn=asked.school.facts.urn, on=asked.on) if found.inspection else None
    return {
        "found": found,
        "visit": visit,
        "words": found.words,
        "mark": found.mark.value,
        "terms": _terms(found.era),
        "category": _category(found.inspection),
        "safeguarding": _safeguarding(found.inspection),
        "why": sentence(found.why),
        "not_known": found.mark is Mark.NOT_KNOWN,
        "not_inspected": found.mark is Mark.NOT_INSPECTED,
        "loaded": asked.shared.get("loaded", {}).get(visit.load) if visit else None,
    }


def _terms(era: Era | None) -> str:
    part = next((part for part in policies.eras().eras if part.key == era), None)
    return f"{part.title}: {part.words}" if part else ""


def _category(inspection: Inspection | None) -> str:
    if inspection is None:
        return ""
    reading = category_of(inspection)
    if reading.in_category is None:
        return f"Cannot be told: {reading.why}"
    if not reading.in_category:
        return "None"
    return f"{_named(reading)}, {'as the file states' if reading.stated else reading.why}"


def _named(reading: CategoryReading) -> str:
    if reading.category:
        return reading.category.words.capitalize()
    return "One applies, and the file does not say which"


def _safeguarding(inspection: Inspection | None) -> str:
    """The judgement as the file gives it, or that it gives none."""
    if inspection is None:
        return ""
    if inspection.safeguarding is None:
        return "not in the file"
    if inspection.era is Era.REPORT_CARD:
        return "Standards met" if inspection.safeguarding else "Standards not met"
    return "Effective" if inspection.safeguarding else "Not effective"


def standing_says(said: Mapping[str, Any]) -> list[str]:
    visit: Visit | None = said["visit"]
    if said["not_inspected"]:
        return ["It has not been inspected yet."]
    if visit is None:
        return ["Its standing is not known from the files that are loaded."]
    whose = " and given to the school before it" if visit.predecessor else ""
    return [f"Its newest grade, published on {day(visit.published)}{whose}, is “{_lower(said['words'])}”."]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def standing_glance(said: Mapping[str, Any]) -> str:
    visit: Visit | None = said["visit"]
    return f"{said['words']}, since {day(visit.published)}" if visit else said["words"]


def next_glance(said: Mapping[str, Any]) -> str:
    window: Window = said["window"]
    return f"Usual by {month(window.latest)}" if window.latest else "Not known"


def eras_print(said: Mapping[str, Any]) -> Printed | None:
    """The newest few, each in the terms of its era."""
    visits: list[Visit] = said["visits"]
    if not visits:
        return None
    rows = tuple((f"{visit.kind}, {visit.says}", day_short(visit.published or visit.started)) for visit in visits[:5])
    return Printed(header=("Inspection", "Published"), rows=rows)


def next_print(said: Mapping[str, Any]) -> Printed | None:
    window: Window = said["window"]
    told = [
        f"{words} {day(when)}."
        for words, when in (("Usual from", window.earliest), ("Usual by", window.latest), ("In law by", window.by_law))
        if when
    ]
    return Printed(lines=(" ".join(told), said["why"])) if told else None


STATES = {
    "not yet": ("not yet", ""),
    "open": ("window open", ""),
    "late": ("past the usual time", "tag--amber"),
    "past the law": ("past the day in law", "tag--amber"),
}


def window_of(history: History, found: StandingVerdict, *, urn: int, opened: date | None, on: date) -> Window:
    """When the next inspection is usual for a school, given its standing on a day."""
    return rules.window(
        history.inspections,
        urn=urn,
        mark=found.mark,
        newest=found.inspection,
        opened=opened,
        on=on,
        policy=policies.windows(),
    )


def next_inspection(asked: Asked) -> Mapping[str, Any] | None:
    facts = asked.school.facts
    if facts.open_on_day is False or not is_inspected_kind(asked):
        return None
    found = window_of(history_of(asked), standing_of(asked), urn=facts.urn, opened=facts.opened, on=asked.on)
    tag, tag_class = STATES.get(found.state(asked.on), ("not known", "tag--quiet"))
    policy = policies.windows()
    return {
        "window": found,
        "on": asked.on,
        "state": found.state(asked.on),
        "tag": tag,
        "tag_class": tag_class,
        "why": sentence(found.why),
        "sure": sentence(found.sure.replace(" [background]", "")),
        "policy": policy,
        "prose": policy.prose.replace(" [background]", "").strip(),
    }


def next_says(said: Mapping[str, Any]) -> list[str]:
    window: Window = said["window"]
    if said["state"] == "past the law":
        return [f"By law its next inspection was due by {day(window.by_law)}; none is in the loaded files."]
    if said["state"] == "late":
        return [f"An inspection was usual by {month(window.latest)}; none is in the loaded files."]
    if said["state"] == "open" and window.latest:
        return [f"An inspection is usual at any time until {month(window.latest)}."]
    return []


PANELS = (
    Panel(
        "standing",
        "Standing",
        20,
        "inspections/panels/standing.html",
        standing,
        sentences=standing_says,
        folded=True,
        glance=standing_glance,
    ),
    Panel(
        "inspections",
        "Inspections, in three eras",
        10,
        "inspections/panels/eras.html",
        eras,
        wide=True,
        stylesheet="inspections/inspections.css",
        prints=eras_print,
    ),
    Panel(
        "next-inspection",
        "Next inspection",
        40,
        "inspections/panels/next.html",
        next_inspection,
        permission="inspections.next",
        sentences=next_says,
        prints=next_print,
        folded=True,
        glance=next_glance,
    ),
)
