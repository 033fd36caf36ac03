"""GIAS groups (`allgroupsdata`) and their members (`alllinksdata`): trusts, sponsors, federations, children's centres.

Files re-saved by pandas have ISO dates and an unnamed first column; 1900-01-01 stands for a day that is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.knowledge.opendata import cells
from alongside.knowledge.opendata.registry import Alarm, Column, Format, Staging
from alongside.knowledge.schools.formats import reading
from alongside.knowledge.schools.models import Group, GroupMember, Profile
from alongside.knowledge.schools.newer import newer_file
from alongside.knowledge.schools.rows import iso, raw_rows

GROUPS, MEMBERS = "gias-groups", "gias-group-links"

_GROUP = (
    Column("uid", ("Group UID", "group_uid"), reading.number, required=True),
    Column("group_id", ("Group ID", "group_id"), reading.within(60), forgiving=True),
    Column("name", ("Group Name", "group_name"), cells.text, required=True),
    Column("kind", ("Group Type", "group_type"), reading.within(60), required=True),
    Column("closed", ("Closed Date", "closed_date"), reading.day, forgiving=True),
    Column("opened", ("Open date", "open_date"), reading.day, forgiving=True),
    Column("status", ("Group Status", "group_status"), reading.within(40), forgiving=True),
    Column("companies_house", ("Companies House Number", "companies_house_number"), reading.within(20), forgiving=True),
)
GROUP_COLUMNS = _GROUP
MEMBER_COLUMNS = (
    Column("urn", ("URN",), cells.urn, required=True),
    *_GROUP,
    Column("joined", ("Joined date", "joined_date"), reading.day, forgiving=True),
    Column("authority_code", ("LA (code)",), reading.number, forgiving=True),
)
_GROUP_TOLD = ("uid", "group_id", "name", "kind", "closed", "opened", "status", "companies_house")
_MEMBER_TOLD = ("urn", "uid", "name", "kind", "joined", "closed")
_BLANK = frozenset({"group_id", "status", "companies_house"})


class Groups:
    """Takes the rows of a groups file. See opendata.registry.Loader. An older file adds only groups that no newer one
    had."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._older = newer_file(staging, GROUPS) is not None
        rows = raw_rows(Group.objects.at(staging.version).values_list(*_GROUP_TOLD, "pk"))
        self._known = {row[0]: (row[-1], tuple(map(iso, row[:-1]))) for row in rows}
        self._told: set[int] = set()

    def take(self, row: int, values: Sequence[Any]) -> None:
        uid = values[0]
        if uid is None or not values[2] or not values[3]:
            self._staging.refuse(row, "Group UID", str(uid or ""), "The row has no group number, name or type.")
            return
        if uid in self._told:
            return
        self._told.add(uid)
        said = tuple(
            "" if value is None and name in _BLANK else value for name, value in zip(_GROUP_TOLD, values, strict=True)
        )
        known = self._known.get(uid)
        if known and (self._older or known[1] == said):
            self._staging.count("unchanged")
            return
        self._staging.count("changed" if known else "new")
        if known:
            self._staging.close(Group, [known[0]])
        self._staging.insert(Group, (*_GROUP_TOLD, "row"), [(*said, row)])

    def finish(self) -> Sequence[Alarm]:
        return []


class Members:
    """Takes the rows of a file of groups' members. See opendata.registry.Loader.

    The file lists members as they are, not as they were. So a place that a newer file no longer lists is kept, as ended
    by the day of that file; and a place that only an older file lists is added as ended by the day of the next newer
    one.
    """

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._ended_by = newer_file(staging, MEMBERS)
        rows = raw_rows(GroupMember.objects.at(staging.version).order_by("pk").values_list(*_MEMBER_TOLD, "pk"))
        self._known = {(row[0], row[1]): (row[-1], tuple(map(iso, row[:-1]))) for row in rows}
        self._told: set[tuple[int, int]] = set()
        self._covered: set[int] = set()

    def take(self, row: int, values: Sequence[Any]) -> None:
        urn, uid, _, name, kind, closed, _, _, _, joined, authority = values
        if not (urn and uid and name and kind):
            self._staging.refuse(row, "Group UID", str(uid or ""), "The row does not name a school and its group.")
            return
        if authority:
            self._covered.add(authority)
        if (urn, uid) in self._told:
            return
        self._told.add((urn, uid))
        known = self._known.get((urn, uid))
        if known and self._ended_by:
            self._staging.count("unchanged")
            return
        if self._ended_by:
            closed = self._ended_by.isoformat()
        said = (urn, uid, name, kind, joined, closed)
        if known and known[1] == said:
            self._staging.count("unchanged")
            return
        self._staging.count("changed" if known else "new")
        if known and not _came_back(known[1], joined):
            self._staging.close(GroupMember, [known[0]])
        self._staging.insert(GroupMember, (*_MEMBER_TOLD, "row"), [(*said, row)])

    def finish(self) -> Sequence[Alarm]:
        if not self._ended_by:
            self._end_the_missing()
        return []

    def _end_the_missing(self) -> None:
        """A place that is not listed any more has ended by now, where the file covers the school's authority."""
        missing = {link: known for link, known in self._known.items() if link not in self._told and not known[1][5]}
        codes = dict(
            Profile.objects.at(self._staging.version)
            .filter(authority_code__in=self._covered)
            .values_list("urn", "authority_code")
        ) if missing else {}  # fmt: skip
        ended = [known for (urn, _), known in missing.items() if urn in codes]
        self._staging.count("gone", len(ended))
        self._staging.close(GroupMember, [key for key, _ in ended])
        self._staging.insert(
            GroupMember, (*_MEMBER_TOLD, "row"), [(*said[:5], self._staging.as_at.isoformat(), 0) for _, said in ended]
        )


def _came_back(before: tuple[Any, ...], joined: Any) -> bool:
    """A place that had ended and begins again is another place; the first one stays as it was."""
    return bool(before[5] and joined and joined >= before[5])


_NOT_KEPT = (
    "Group Type (code)", "Incorporated on (open date)", "Group Status (code)", "Group Street", "Group Locality",
    "Group Address 3", "Group Town", "Group County", "Group Postcode", "Head of Group Title",
    "Head of Group First Name", "Head of Group Last Name", "UKPRN", "EstablishmentName", "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)", "PhaseOfEducation (code)", "PhaseOfEducation (name)", "LA (name)",
)  # fmt: skip
_KNOWN = frozenset(_NOT_KEPT) | {
    "".join(sign if sign.isalnum() else "_" for sign in name.lower()) for name in _NOT_KEPT
}
_PUBLISHER = "Department for Education, Get Information about Schools"
_PAGE = "https://get-information-schools.service.gov.uk/Downloads"

GROUPS_FORMAT = Format(
    key="gias-groups", family=GROUPS, title="GIAS groups", publisher=_PUBLISHER, columns=GROUP_COLUMNS,
    signature=frozenset({"Group UID", "Group Name", "Group Type", "Group Status"}), loader=Groups, known=_KNOWN,
    stale_after_days=100, page=_PAGE,
)  # fmt: skip
GROUPS_REPUBLISHED = Format(
    key="gias-groups-republished", family=GROUPS, title="GIAS groups, as DfE re-publishes them", publisher=_PUBLISHER,
    columns=GROUP_COLUMNS, signature=frozenset({"group_uid", "group_name", "group_type", "group_status"}),
    loader=Groups, known=_KNOWN, stale_after_days=100,
)  # fmt: skip
MEMBERS_FORMAT = Format(
    key="gias-group-links", family=MEMBERS, title="GIAS groups and their schools", publisher=_PUBLISHER,
    columns=MEMBER_COLUMNS,
    signature=frozenset({"URN", "Group UID", "Group Name", "Group Type", "Group Status", "Joined date"}),
    loader=Members, known=_KNOWN, stale_after_days=100, page=_PAGE,
)  # fmt: skip
