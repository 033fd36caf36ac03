"""Which inspections a file of latest inspections gives to each school, taken in where its row differs from before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from alongside.knowledge.inspections.models import Listing
from alongside.knowledge.opendata.registry import Staging
from alongside.knowledge.schools.rows import raw_rows

COLUMNS = (
    *("urn", "row", "authority", "latest", "before", "ungraded", "complete_from", "digest"),
    *("listed", "family", "as_at"),
)
GONE = "no longer listed"
READING = "1"  # raise it when the formats read more out of a row than before, so that known rows are read again


class Before(NamedTuple):
    """A school's newest listing by then: the digest of its row, its authority, and how many inspections it names."""

    urn: int
    digest: str
    authority: str
    inspections: int


class ListingTeller:
    """One is made per load of a file of latest inspections.

    The digest is that of the whole row as it came, so that a row which stands in the next file again, letter for
    letter, is known before its cells are read.
    """

    def __init__(self, staging: Staging, family: str) -> None:
        self._staging = staging
        self._same = (family, staging.as_at.isoformat())
        self._before = _listed_before(staging, family)
        self._seen: set[int] = set()
        self._authorities: set[str] = set()
        self._rows: list[tuple[Any, ...]] = []
        self.written: dict[int, str] = {}  # URN and authority of each row written
        self._known: dict[str, Before] = {}
        self._headers = b""

    def begin(self, headers: Sequence[str]) -> None:
        """Rows will come under these headers. Under others the same cells say other things."""
        self._known = {before.digest: before for before in self._before.values()}
        self._headers = blake2b("\x1f".join((READING, *headers)).encode(), digest_size=16).digest()

    def digest_of(self, cells: Sequence[str]) -> str:
        said = "\x1f".join(cells).encode(errors="surrogatepass")
        return blake2b(said, digest_size=16, key=self._headers).hexdigest()

    def known(self, digest: str) -> Before | None:
        """What is known of the school where the very row stood in the file before."""
        return self._known.get(digest)

    def stood_before(self, digests: Iterable[str]) -> bool:
        return not self._known.keys().isdisjoint(digests)

    def confirm(self, before: Before) -> None:
        """The row of a school stands as it did."""
        self._seen.add(before.urn)
        self._authorities.add(before.authority)

    def list(
        self,
        urn: int,
        row: int,
        authority: str,
        digest: str,
        *,
        latest: str,
        before: str,
        ungraded: str,
        complete_from: str,
    ) -> None:
        self._seen.add(urn)
        self._authorities.add(authority)
        self.written[urn] = authority
        self._rows.append((urn, row, authority, latest, before, ungraded, complete_from, digest, True, *self._same))
        if len(self._rows) >= 2000:
            self._hand_over()

    def passed_over(self, urn: int | None) -> None:
        """A row could not be taken; what was listed of the school stays."""
        if urn is not None:
            self._seen.add(urn)

    def finish(self) -> None:
        """After the last row: schools that the file no longer has, of the authorities that it covers."""
        for urn, before in self._before.items():
            if urn not in self._seen and before.digest != GONE and before.authority in self._authorities:
                self.written[urn] = before.authority
                self._rows.append((urn, 0, before.authority, "", "", "", "", GONE, False, *self._same))
        self._hand_over()

    def _hand_over(self) -> None:
        if self._rows:
            self._staging.insert(Listing, COLUMNS, self._rows)
            self._rows = []


def _listed_before(staging: Staging, family: str) -> dict[int, Before]:
    """The newest listing of each school by then, as readers see it now."""
    if not staging.version:
        return {}
    rows = raw_rows(
        Listing.objects.filter(family=family, as_at__lte=staging.as_at, load__lte=staging.version)
        .order_by("as_at", "load")
        .values_list("urn", "digest", "authority", "latest", "before", "ungraded")
    )
    return {
        urn: Before(urn, digest, authority, len([one for one in told if one])) for urn, digest, authority, *told in rows
    }
