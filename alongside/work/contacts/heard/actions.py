"""Count anew who has been heard."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.kernel.clock import LONDON
from alongside.work.contacts.heard import keeping


@transaction.atomic
def recount(*, by: User | None, at: datetime) -> tuple[int, int]:
    """Make every kept count anew from the ledger, the roles held and the register: where the policy changed, or for
    whoever wants to be sure. How many schools, how many periods."""
    schools, periods = keeping.recount_all(on=at.astimezone(LONDON).date())
    details = {"schools": schools, "periods": periods}
    journal.record(action="heard.recounted", subject="heard", by=by, at=at, details=details)
    return schools, periods
