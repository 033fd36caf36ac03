"""Put a photograph or a document to a visit, and take it off again before the visit is sent."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal, shelf
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.web.sniffing import look_into
from alongside.work.engagement.visits.models import Attachment, Visit
from alongside.work.engagement.visits.policies import templates

ROOM = "visits"  # of the shelf


def attach(
    *, visit: int, name: str, content: bytes, says: str, by: User, at: datetime, to_school: bool = True
) -> Attachment:
    """Put a photograph or a document to a visit that is not sent yet. `says`: what it shows.

    Raises CannotRecord with the sentence why a file is not taken: too large, too many, damaged, of another sort.
    """
    limits = templates().files
    if not says.strip():
        raise CannotRecord("Say in a few words what it shows: some of its readers cannot see it.")
    found = look_into(content, limits)
    digest = shelf.put(ROOM, found.content)  # before the transaction: writing a file must keep nobody waiting
    with transaction.atomic():
        whose = _open(visit)
        if whose.attachments.filter(removed__isnull=True).count() >= limits.most:
            raise CannotRecord(f"There are {limits.most} files already. Take one off first.")
        made = Attachment.objects.create(
            visit=whose,
            digest=digest,
            name=_name(name, found.ending),
            says=says.strip()[:200],
            media=found.media,
            size=len(found.content),
            width=found.width,
            height=found.height,
            to_school=to_school,
            by=by,
            at=at,
        )
        details = {"file": made.pk, "digest": digest, "media": found.media, "size": made.size, "to_school": to_school}
        journal.record(action="visit.file-added", subject=str(whose), by=by, at=at, details=details)
    return made


@transaction.atomic
def detach(*, attachment: int, by: User, at: datetime) -> None:
    """Take a file off a visit that is not sent yet. Raises CannotRecord."""
    found = Attachment.objects.select_for_update().get(pk=attachment)
    whose = _open(found.visit_id)
    if found.removed:
        return
    found.removed = at
    found.save(update_fields=["removed"])
    details = {"file": found.pk, "digest": found.digest}
    journal.record(action="visit.file-removed", subject=str(whose), by=by, at=at, details=details)


def _open(visit: int) -> Visit:
    """The visit, locked, to which files may be put. Raises CannotRecord."""
    found = Visit.objects.select_for_update().get(pk=visit)
    if found.state == Visit.State.SENT:
        raise CannotRecord("The visit has been sent with the files it had.")
    if found.state != Visit.State.HELD:
        raise CannotRecord("Say first that the visit took place; then put files to it.")
    return found


def _name(name: str, ending: str) -> str:
    """A name that every computer can keep, with the ending of what the file is."""
    stem = re.sub(r"[^\w .()-]+", "-", name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name).strip(
        " .-"
    )
    return f"{stem[:100] or 'file'}.{ending}"
