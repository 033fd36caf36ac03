"""The words that GIAS and Ofsted use for schools, read into ours: types, phases, statuses, authorities.

Look-ups do not mind case, hyphens or plurals. A word that is not known is kept as it was given (`named`), so that a new
type of school is shown and counted, and never stops a load.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

MAINTAINED, ACADEMY, INDEPENDENT, COLLEGE, OTHER = "maintained", "academy", "independent", "college", "other"
GROUPS = {
    MAINTAINED: "Maintained",
    ACADEMY: "Academies and free schools",
    INDEPENDENT: "Independent",
    COLLEGE: "Colleges and universities",
    OTHER: "Other",
}


@dataclass(frozen=True, slots=True)
class Type:
    """A type of establishment. `code` is GIAS's; `phase` is set where the type settles the phase."""

    key: str
    name: str
    group: str
    code: int
    phase: str = ""
    aliases: tuple[str, ...] = ()
    state_funded: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of education. Listed in the order in which pages count them."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()


PHASES = {
    phase.key: phase
    for phase in (
        Phase("nursery", "Nursery"),
        Phase("primary", "Primary"),
        Phase("middle-primary", "Middle deemed primary"),
        Phase("middle-secondary", "Middle deemed secondary"),
        Phase("secondary", "Secondary"),
        Phase("all-through", "All-through"),
        Phase("special", "Special"),
        Phase("alternative-provision", "Alternative provision", ("PRU", "Pupil referral unit", "AP")),
        Phase("sixteen-plus", "16 plus", ("Post-16", "16 to 19")),
    )
}
NO_PHASE = "Phase not given"

_SPECIAL, _AP, _POST_16 = "special", "alternative-provision", "sixteen-plus"


def _state(key: str, name: str, group: str, code: int, phase: str = "", *aliases: str) -> Type:
    return Type(key, name, group, code, phase, aliases, state_funded=True)


# GIAS's own list of types with its codes (code lists of 2024), the spellings of Ofsted's files of 2023 to 2026, and
# those of EduBase in 2015 to 2017.
TYPES = {
    kind.key: kind
    for kind in (
        _state("community", "Community school", MAINTAINED, 1),
        _state("voluntary-aided", "Voluntary aided school", MAINTAINED, 2),
        _state("voluntary-controlled", "Voluntary controlled school", MAINTAINED, 3),
        _state("foundation", "Foundation school", MAINTAINED, 5),
        _state("community-special", "Community special school", MAINTAINED, 7, _SPECIAL),
        _state("foundation-special", "Foundation special school", MAINTAINED, 12, _SPECIAL),
        _state("pupil-referral-unit", "Pupil referral unit", MAINTAINED, 14, _AP, "PRU"),
        _state("nursery", "Local authority nursery school", MAINTAINED, 15, "nursery", "LA nursery school"),
        _state("city-technology-college", "City technology college", ACADEMY, 6),
        _state("academy-sponsor-led", "Academy sponsor led", ACADEMY, 28),
        _state("academy-converter", "Academy converter", ACADEMY, 34),
        _state("academy-special-sponsor-led", "Academy special sponsor led", ACADEMY, 33, _SPECIAL),
        _state("academy-special-converter", "Academy special converter", ACADEMY, 44, _SPECIAL),
        _state("academy-ap-converter", "Academy alternative provision converter", ACADEMY, 42, _AP),
        _state("academy-ap-sponsor-led", "Academy alternative provision sponsor led", ACADEMY, 43, _AP),
        _state("academy-16-19-converter", "Academy 16 to 19 converter", ACADEMY, 45, _POST_16),
        _state("academy-16-19-sponsor-led", "Academy 16 to 19 sponsor led", ACADEMY, 46, _POST_16),
        _state("academy-secure-16-19", "Academy secure 16 to 19", ACADEMY, 57, _POST_16),
        _state("free-school", "Free school", ACADEMY, 35),
        _state("free-school-special", "Free school special", ACADEMY, 36, _SPECIAL, "Special free school"),
        _state("free-school-ap", "Free school alternative provision", ACADEMY, 38, _AP),
        _state("free-school-16-19", "Free school 16 to 19", ACADEMY, 39, _POST_16),
        _state("university-technical-college", "University technical college", ACADEMY, 40),
        _state("studio-school", "Studio school", ACADEMY, 41),
        Type("non-maintained-special", "Non-maintained special school", INDEPENDENT, 8, _SPECIAL),
        Type("independent-special", "Other independent special school", INDEPENDENT, 10, _SPECIAL),
        Type("independent", "Other independent school", INDEPENDENT, 11, aliases=("Independent school",)),
        Type("british-schools-overseas", "British schools overseas", OTHER, 37),
        Type("further-education", "Further education", COLLEGE, 18, _POST_16),
        Type("higher-education", "Higher education institution", COLLEGE, 29),
        Type("sixth-form-centre", "Sixth form centre", COLLEGE, 31, _POST_16),
        Type("special-post-16", "Special post 16 institution", COLLEGE, 32, _POST_16),
        Type("secure-unit", "Secure unit", OTHER, 24),
        Type("offshore", "Offshore school", OTHER, 25),
        Type("service-children", "Service children's education", OTHER, 26),
        Type("miscellaneous", "Miscellaneous", OTHER, 27),
        Type("welsh", "Welsh establishment", OTHER, 30),
        Type("childrens-centre", "Children's centre", OTHER, 47),
        Type("childrens-centre-linked", "Children's centre linked site", OTHER, 48),
        Type("other-government", "Institution funded by other government department", OTHER, 56),
        Type("online-provider", "Online provider", OTHER, 49),
    )
}

OPEN, CLOSING, CLOSED, PROPOSED = "open", "closing", "closed", "proposed"
STATUSES = {
    OPEN: "Open",
    CLOSING: "Open, but proposed to close",
    CLOSED: "Closed",
    PROPOSED: "Proposed to open",
}

# What publishers write where they say nothing.
SAYS_NOTHING = frozenset({"", "null", "not applicable", "not recorded", "unknown", "not collected", "-", "nan"})

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def _plain(text: str) -> str:
    """`Free Schools - 16-19` and `Free school 16 to 19` come to the same."""
    words = _NOT_A_LETTER.sub(" ", text.lower().replace("'", "").replace("’", "")).split()
    return " ".join(word[:-1] if len(word) > 4 and word.endswith("s") else word for word in words if word != "to")


def _index(things: Iterable[Type] | Iterable[Phase]) -> dict[str, str]:
    return {_plain(word): thing.key for thing in things for word in (thing.name, thing.key, *thing.aliases)}


_types, _phases = _index(TYPES.values()), _index(PHASES.values())
_statuses = {_plain(name): key for key, name in STATUSES.items()}
_type_codes = {kind.code: kind.key for kind in TYPES.values()}


@lru_cache(maxsize=4096)
def type_of(text: str) -> Type | None:
    """The type that a publisher's word (or GIAS code) means, None where the word is not known."""
    key = _types.get(_plain(text)) or (_type_codes.get(int(text)) if text.isdecimal() and len(text) < 4 else None)
    return TYPES[key] if key else None


@lru_cache(maxsize=4096)
def type_key(text: str | None) -> str:
    """The key of a type; for a word that is not known, the word itself (cut to what a column holds)."""
    if not text:
        return ""
    kind = type_of(text)
    return kind.key if kind else text[:40]


def type_name(key: str) -> str:
    return TYPES[key].name if key in TYPES else key


def group_of(key: str) -> str:
    """Maintained, academy, independent, college or other, for the key of a type. Empty where no type is given."""
    return TYPES[key].group if key in TYPES else (OTHER if key else "")


def is_state_funded(key: str) -> bool:
    return key in TYPES and TYPES[key].state_funded


STATE_FUNDED = tuple(key for key, kind in TYPES.items() if kind.state_funded)


@lru_cache(maxsize=4096)
def phase_of(text: str | None, type_key: str = "") -> str:
    """The key of a phase. The type settles it where it can: GIAS gives special schools and pupil referral units the
    phase "Not applicable". Empty where neither says; a word that is not known is kept."""
    settled = TYPES[type_key].phase if type_key in TYPES else ""
    if settled:
        return settled
    if not text or text.lower() in SAYS_NOTHING:
        return ""
    return _phases.get(_plain(text)) or text[:20]


def phase_name(key: str) -> str:
    return PHASES[key].name if key in PHASES else (key or NO_PHASE)


@lru_cache(maxsize=4096)
def status_of(text: str | None) -> str:
    """The key of a status, empty where none is given; a word that is not known is kept."""
    return _statuses.get(_plain(text), text[:20]) if text else ""


# Names of authorities where GIAS, EduBase and Ofsted differ (2026-11); all others agree but for points and hyphens.
_CITY_OR_COUNTY = re.compile(r",? (city|county) of$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def authority_of(text: str | None) -> str:
    """One name for an authority, however it is published: `Bristol, City of` is Bristol, `St. Helens` is St Helens."""
    if not text:
        return ""
    name = _CITY_OR_COUNTY.sub("", " ".join(text.split())).replace("St. ", "St ").replace("-upon-", " upon ")
    return name.replace(" & ", " and ")[:80]
