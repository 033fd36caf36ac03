"""Which inspections a file of latest inspections gives to each school, taken in where it differs from before."""

from __future__ import annotations

from typing import Any

from alongside.knowledge.inspections.models import Listing
from alongside.knowledge.inspections.staging import digest_of
from alongside.knowledge.opendata.registry import Staging
from alongside.knowledge.schools.rows import raw_rows

COLUMNS = (
    *("urn", "row", "authority", "latest", "before", "ungraded", "complete_from", "digest"),
    *("listed", "family", "as_at"),
)
GONE = "no longer listed"


class ListingTeller:
    """One is made per load of a file of latest inspections."""

    def __init__(self, staging: Staging, family: str) -> None:
        self._staging = staging
        self._same = (family, staging.as_at.isoformat())
        self._before = _listed_before(staging, family)
        self._seen: set[int] = set()
        self._authorities: set[str] = set()
        self._rows: list[tuple[Any, ...]] = []
        self.written: dict[int, str] = {}  # URN and authority of each row written

    def list(
        self, urn: int, row: int, authority: str, *, latest: str, before: str, ungraded: str, complete_from: str
    ) -> None:
        self._seen.add(urn)
        self._authorities.add(authority)
        said = (authority, latest, before, ungraded, complete_from)
        digest = digest_of(*said)
        if self._before.get(urn, ("",))[0] == digest:
            return
        self.written[urn] = authority
        self._rows.append((urn, row, *said, digest, True, *self._same))
        if len(self._rows) >= 2000:
            self._hand_over()

    def passed_over(self, urn: int | None) -> None:
        """A row could not be taken; what was listed of the school stays."""
        if urn is not None:
            self._seen.add(urn)

    def finish(self) -> None:
        """After the last row: schools that the file no longer has, of the authorities that it covers."""
        for urn, (digest, authority) in self._before.items():
            if urn not in self._seen and digest != GONE and authority in self._authorities:
                self.written[urn] = authority
                self._rows.append((urn, 0, authority, "", "", "", "", GONE, False, *self._same))
        self._hand_over()

    def _hand_over(self) -> None:
        if self._rows:
            self._staging.insert(Listing, COLUMNS, self._rows)
            self._rows = []


def _listed_before(staging: Staging, family: str) -> dict[int, tuple[str, str]]:
    """Digest and authority of the newest listing of each school by then, as readers see it now."""
    if not staging.version:
        return {}
    rows = raw_rows(
        Listing.objects.filter(family=family, as_at__lte=staging.as_at, load__lte=staging.version)
        .order_by("as_at", "load")
        .values_list("urn", "digest", "authority")
    )
    return {urn: (digest, authority) for urn, digest, authority in rows}
