"""The account of a school for its page, its paper and its spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.floor.kernel.periods import AcademicYear
from alongside.floor.web.words import day
from alongside.knowledge.schools.partnership import partnership
from alongside.work.ties.giving import registry
from alongside.work.ties.giving.queries import Story
from alongside.work.ties.giving.rules import BOTH, GET, GIVE, Deed, Line, sentences

TITLES = {GIVE: "What we give", GET: "What we get", BOTH: "What we do together"}
EMPTY = {
    GIVE: "Every school has something good to share. This is how to begin:",
    GET: "No school need do it alone. This is how to begin:",
    BOTH: "No family, network or meeting is recorded yet.",
}
SIDES = {GIVE: "gives", GET: "gets", BOTH: "together"}
HEADER = ("School year", "Side", "What", "Name", "With", "From", "Until")
MOST_THANKS, MOST_ON_PAPER, LETTERS = 6, 4, 220


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: its counts by year, and each deed in words."""

    key: str
    title: str
    counts: Sequence[int]
    total: int
    deeds: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """One side of the page."""

    key: str
    title: str
    rows: Sequence[Row]
    empty: str
    begins: Sequence[registry.Begin]


def groups(story: Story) -> list[Group]:
    """The three sides; lines that are all nothing are left out, and a side without any says how to begin."""
    found = story.account
    return [
        _group(key, lines, story.names) for key, lines in ((GIVE, found.give), (GET, found.get), (BOTH, found.both))
    ]


def _group(key: str, lines: Sequence[Line], names: Mapping[int, str]) -> Group:
    rows = [
        Row(one.kind.key, one.kind.title, one.counts, one.total, [_deed(deed, names) for deed in one.deeds])
        for one in lines
        if one.total
    ]
    begins = registry.begins([one.kind.key for one in lines if not one.total])
    return Group(key, TITLES[key], rows, "" if rows else EMPTY[key], begins)


def _deed(deed: Deed, names: Mapping[int, str]) -> tuple[str, str, str]:
    """What, when, and the address of its page."""
    who = names.get(deed.other or 0, "")
    words = ": ".join(part for part in (who, deed.name) if part) or "Recorded"
    if deed.until is None:
        return words, f"since {day(deed.since)}", deed.address
    if deed.until == deed.since:
        return words, day(deed.since), deed.address
    return words, f"{day(deed.since)} to {day(deed.until)}", deed.address


def says(story: Story) -> list[str]:
    return sentences(story.account, name=story.name, thanked=len(story.thanks), on=story.on)


def thanks(story: Story, most: int = MOST_THANKS) -> list[tuple[str, str, date]]:
    """Words, school, day."""
    return [(one.words, story.names[one.school], one.on) for one in story.thanks[:most]]


def table(story: Story) -> Iterator[tuple[Any, ...]]:
    """Each deed as a row of a spreadsheet (HEADER), by the school year in which it began."""
    for line in story.account.lines:
        for deed in line.deeds:
            other = story.names.get(deed.other or 0, "")
            year = str(AcademicYear.of(deed.since))
            yield year, SIDES[line.kind.side], line.kind.title, deed.name, other, deed.since, deed.until


def paper(story: Story, *, address: str, journal: str) -> dict[str, Any]:
    """What the one page for print says, as plain texts and lists. `journal`: its head, by which `alongside journal
    verify` tells later that nothing was taken out of it since."""
    return {
        "title": f"{story.name}: what it gives and what it gets, {day(story.on)}",
        "partnership": partnership().name,
        "name": story.name,
        "when": day(story.on),
        "so": says(story),
        "years": [str(year) for year in story.account.years],
        "groups": [
            {
                "title": group.title,
                "rows": [[row.title, *(str(count) if count else "–" for count in row.counts)] for row in group.rows],
                "empty": "Nothing is recorded yet." if group.empty else "",
            }
            for group in groups(story)
        ],
        "thanks": [
            {"words": _short(words), "who": f"{who}, {day(on)}"} for words, who, on in thanks(story, MOST_ON_PAPER)
        ],
        "foot": "From what schools and the partnership recorded. Nothing is weighed, and no school is ranked.",
        "journal": f"Head of the journal: {journal}.",
        "address": address,
    }


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LETTERS else f"{plain[:LETTERS].rsplit(' ', 1)[0]} …"
