"""Whether a write-up may point at a child or carries what belongs to nobody else; and when it is old. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from alongside.floor.kernel.periods import add_months


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that may let somebody recognise a child. `never`: they are not published, whoever says yes."""

    words: str
    why: str
    never: bool


_FEW = "(?i:one|two|three|four|five|six|seven|eight|nine|[1-9])"
_CHILDREN = "(?i:pupils?|students?|child|children|boys?|girls?|learners?)"
_ONE_CHILD = "(?i:boy|girl|pupil|student|child)"
_OF_A_KIND = r"(?:(?!(?:that|of|in|the|our|all|which|to|for|per|and|or|year|hundred|thousand)\b)\w+\s+){0,2}"
_NEVER = (
    (r"\b[A-Z]\d{11}[A-Z0-9]\b", "looks like a pupil’s number"),
    (r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b", "is an e-mail address"),
    (r"(?<!\d)(?:\+44\s?|0)(?:\d[\s-]?){9,10}(?!\d)", "looks like a telephone number"),
    (r"\b(?:born(?: on)?|date of birth|DOB|d\.o\.b\.)\W{0,4}\d{1,2}\W+\w{1,9}\W+\d{2,4}\b", "is a date of birth"),
)
_READ_OVER = (
    (rf"\b{_FEW}\s+{_OF_A_KIND}{_CHILDREN}\b", "speaks of so few children that they may be known"),
    (rf"\b{_FEW}\s+of\s+(?:our|the|my)\s+(?:\w+\s+)?{_CHILDREN}\b", "speaks of so few children that they may be known"),
    (rf"\b{_CHILDREN}\s+(?:[A-Z]\b|(?:called|named)\s+[A-Z]\w*)", "may name a child"),
    (rf"\b(?i:a|the|this|our)\s+{_OF_A_KIND}{_ONE_CHILD}\s+(?:who|whose|with)\b", "tells of a single child"),
)
_never = [(re.compile(pattern, re.IGNORECASE if "born" in pattern else 0), why) for pattern, why in _NEVER]
_read_over = [(re.compile(pattern), why) for pattern, why in _READ_OVER]


def doubts(*texts: str) -> list[Doubt]:
    """What in these texts may point at a child, each once: first what is never published, then what has to be read
    over. An empty list is no promise: whoever publishes has read it."""
    found: dict[str, Doubt] = {}
    for patterns, never in ((_never, True), (_read_over, False)):
        for pattern, why in patterns:
            for text in texts:
                for match in pattern.finditer(text):
                    words = " ".join(match.group().split())[:80]
                    found.setdefault(words.lower(), Doubt(words, why, never))
    return list(found.values())


def is_old(last: date, on: date, *, months: int) -> bool:
    """Whether nobody has looked at it or tried it for so long that it should be asked for again."""
    return add_months(last, months) < on
