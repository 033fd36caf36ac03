"""GIAS links (`links_edubasealldata`): which school came before, and which after.

Dates are often blank; the words are many; a link is mostly, not always, told from both sides. An older file than the
one that is loaded changes nothing: links are not dated by the file, and the newer file is the better list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.knowledge.opendata import cells
from alongside.knowledge.opendata.registry import Alarm, Column, Format, Staging
from alongside.knowledge.schools.formats import reading
from alongside.knowledge.schools.models import Link
from alongside.knowledge.schools.newer import newer_file
from alongside.knowledge.schools.rows import iso, raw_rows

FAMILY = "gias-links"
COLUMNS = (
    Column("urn", ("URN",), cells.urn, required=True),
    Column("other_urn", ("LinkURN",), cells.urn, required=True),
    Column("other_name", ("LinkName",), cells.text, forgiving=True),
    Column("described", ("LinkType",), reading.within(100), required=True),
    Column("established", ("LinkEstablishedDate",), reading.day, forgiving=True),
)
_TOLD = ("urn", "other_urn", "other_name", "kind", "described", "established")


def kind_of(described: str) -> str:
    """Predecessor, successor or other. Of an amalgamation told from both sides the words do not say which came
    first."""
    said = described.casefold()
    if said.startswith("predecessor"):
        return Link.Kind.PREDECESSOR.value
    if said.startswith("successor"):
        return Link.Kind.SUCCESSOR.value
    return Link.Kind.OTHER.value


class Links:
    """Takes the rows of a links file. See opendata.registry.Loader."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._idle = newer_file(staging, FAMILY) is not None
        links = Link.objects.at(staging.version).filter(source=Link.Source.GIAS)
        rows = raw_rows(links.values_list(*_TOLD, "pk"))
        self._known = {(row[0], row[1], row[4]): (row[6], tuple(map(iso, row[:6]))) for row in rows}
        self._told: set[tuple[int, int, str]] = set()

    def take(self, row: int, values: Sequence[Any]) -> None:
        urn, other, name, described, established = values
        if not (urn and other and described) or urn == other:
            self._staging.refuse(row, "LinkURN", str(other or ""), "The row does not link one school to another.")
            return
        link = (urn, other, described)
        if link in self._told:
            return
        self._told.add(link)
        if self._idle:
            self._staging.count("unchanged")
            return
        said = (urn, other, name or "", kind_of(described), described, established)
        known = self._known.get(link)
        if known and known[1] == said:
            self._staging.count("unchanged")
            return
        self._staging.count("changed" if known else "new")
        if known:
            self._staging.close(Link, [known[0]])
        self._staging.insert(Link, (*_TOLD, "row"), [(*said, row)])

    def finish(self) -> Sequence[Alarm]:
        """Links that are gone end, but only those of schools that the file still speaks of: a file cut for one area
        says nothing of the others."""
        if not self._idle:
            spoken_of = {urn for urn, _, _ in self._told}
            gone = [known[0] for link, known in self._known.items() if link not in self._told and link[0] in spoken_of]
            self._staging.count("gone", len(gone))
            self._staging.close(Link, gone)
        return []


FORMAT = Format(
    key="gias-links",
    family=FAMILY,
    title="GIAS links between schools",
    publisher="Department for Education, Get Information about Schools",
    columns=COLUMNS,
    signature=frozenset({"URN", "LinkURN", "LinkType"}),
    loader=Links,
    stale_after_days=45,
    page="https://get-information-schools.service.gov.uk/Downloads",
)
