"""A large proposal is worked out by a worker."""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction
from django_tasks import task

from alongside.floor.jobs.registry import repeatable
from alongside.floor.kernel import clock
from alongside.work.peer_review.cycles.models import Proposal
from alongside.work.peer_review.cycles.pairing import actions

log = logging.getLogger(__name__)


def start(proposal: Proposal) -> None:
    """Have a worker work it out, once what asked for it is committed."""
    transaction.on_commit(partial(work_out.enqueue, proposal=proposal.pk))


@repeatable
@task()
def work_out(*, proposal: int) -> None:
    """Work out a proposal that waits; in the name of who asked for it."""
    found = Proposal.objects.select_related("by").get(pk=proposal)
    if found.by is None:
        return
    try:
        actions.work_out(proposal=proposal, by=found.by, at=clock.now())
    except Exception:
        log.exception("Proposal %s could not be worked out", proposal)
        actions.fail(
            proposal=proposal,
            why="Something went wrong. Try again, or tell the office’s computer people.",
            by=found.by,
            at=clock.now(),
        )
        raise
