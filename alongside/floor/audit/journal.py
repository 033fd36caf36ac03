"""Writes and checks the journal: what somebody did, chained to what was done before.

    digest = sha256(number, at, by, action, subject, details digest, previous digest)
    details digest = sha256(salt, details)

The details of an entry may be redacted (`actions.redact`): their digest stays, so the chain holds. The head, printed on
papers that leave the house, shows whether the tail was cut since.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection

from alongside.floor.audit import canonical
from alongside.floor.audit.models import Details, Entry

BEGINNING = "0" * 64
_LOCK = 0x6A6F75726E616C  # "journal": the key of PostgreSQL's advisory lock


class OutsideTransaction(Exception):
    """An entry must stand or fall with what it tells of."""

    def __init__(self) -> None:
        super().__init__("Write to the journal inside transaction.atomic(), together with what the entry tells of.")


def record(
    *, action: str, subject: str, by: AbstractBaseUser | None, at: datetime, details: Mapping[str, Any]
) -> Entry:
    """Append an entry; `by` None is the system itself. Other writers wait until this transaction ends.

    Raises OutsideTransaction, and TypeError where details have no plain form.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction
    said = canonical.plain(details)
    salt = secrets.token_hex(16)
    _wait_for_turn()
    number, previous = _last()
    entry = Entry(
        number=number + 1,
        at=at,
        by=by,  # type: ignore[misc]  # the floor below does not know the user model
        action=action,
        subject=subject,
        details_digest=details_digest(salt, said),
        previous=previous,
    )
    entry.digest = digest(entry)
    entry.save()
    Details(entry=entry, salt=salt, said=said).save(force_insert=True)
    return entry


def head() -> str:
    """Where the journal ends, for printing: `12-3f9a2b1c0d4e5f60`; `0` while it is empty."""
    last = Entry.objects.order_by("-number").first()
    return _head_of(last) if last else "0"


def verify(printed: str = "") -> list[str]:
    """What is wrong with the journal, one sentence a fault; empty where all is well.

    `printed`: a head from an older paper, which must still be found.
    """
    problems: list[str] = []
    previous, expected = BEGINNING, 1
    # One query, and so one view of the whole. No transaction: on SQLite it would keep every writer waiting.
    for entry in Entry.objects.select_related("details").iterator():
        problems += _faults(entry, expected, previous)
        previous, expected = entry.digest, entry.number + 1
    if printed:
        problems += _faults_against(printed)
    return problems


def digest(entry: Entry) -> str:
    said = [
        entry.number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.by_id,
        entry.action,
        entry.subject,
        entry.details_digest,
        entry.previous,
    ]
    return sha256(canonical.text(said).encode()).hexdigest()


def details_digest(salt: str, said: Any) -> str:
    return sha256((salt + canonical.text(said)).encode()).hexdigest()


def _last() -> tuple[int, str]:
    """Number and digest of the last entry. In SQL by hand: every action asks, and building the query took far longer
    than answering it (November 2026)."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, digest FROM {Entry._meta.db_table} ORDER BY number DESC LIMIT 1")
        number, digest = cursor.fetchone() or (0, BEGINNING)
    return int(number), str(digest)


def _wait_for_turn() -> None:
    """One writer at a time until its transaction ends, so that numbers have no gaps and the chain no forks.

    On SQLite a transaction is begun as a writer (`transaction_mode` IMMEDIATE), so the turn is already ours.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _faults(entry: Entry, expected: int, previous: str) -> Iterator[str]:
    if entry.number != expected:
        yield f"Entry {entry.number}: {_missing(expected, entry.number)} before it"
    elif entry.previous != previous:
        yield f"Entry {entry.number} does not follow from the entry before it"
    if digest(entry) != entry.digest:
        yield f"Entry {entry.number} has been changed since it was written"
    details = getattr(entry, "details", None)
    if details is None:
        yield f"Entry {entry.number} has lost its details"
    elif details.redacted_at is None and details_digest(details.salt, canonical.plain(details.said)) != (
        entry.details_digest
    ):
        yield f"Entry {entry.number}: its details have been changed since they were written"


def _missing(expected: int, found: int) -> str:
    if found == expected + 1:
        return f"entry {expected} is missing"
    return f"entries {expected} to {found - 1} are missing"


def _faults_against(printed: str) -> Iterator[str]:
    number, _, start = printed.strip().partition("-")
    if printed.strip() == "0":
        return
    if not number.isdecimal() or not start:
        yield f"{printed!r} is not a head of the journal: it reads like 12-3f9a2b1c0d4e5f60"
        return
    entry = Entry.objects.filter(number=int(number)).first()
    if entry is None:
        yield f"The printed head names entry {number}, but the journal ends before it: its tail was cut"
    elif _head_of(entry) != printed.strip().lower():
        yield f"Entry {number} is not the entry whose head was printed: the journal was rewritten"


def _head_of(entry: Entry) -> str:
    return f"{entry.number}-{entry.digest[:16]}"
