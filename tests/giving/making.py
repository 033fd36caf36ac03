"""A school with a story: Lock hosted Canal, helped it, and was thanked for both."""

from __future__ import annotations

from tests.helping.making import record
from tests.hosting.making import AFTER, made
from tests.town import AT, LOCK, Town


def story(town: Town) -> int:
    """Lock's URN, once it has given and been thanked."""
    from alongside.work.sharing.helping import actions as helping
    from alongside.work.sharing.hosting import actions as hosting

    visit = made(town)
    hosting.took_away(visit=visit.pk, words="Ten minutes", thanks="So warm a welcome.", by=town.head, at=AFTER)
    help = record(town, thanks="It saved us a term.")
    helping.confirm(help=help.pk, version=1, by=town.other_head, at=AT)
    return LOCK
