"""Why something was not recorded, in sentences for whoever asked. Actions raise them; pages show them."""

from __future__ import annotations

from typing import Any

from alongside.floor.kernel.clock import LONDON


class CannotRecord(Exception):
    """What was to be recorded cannot stand, and why, in a sentence."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the thing meanwhile. `theirs` is how it stands now (`by` and `at` say whose it is), for the
    page to show."""

    def __init__(self, theirs: Any) -> None:
        when = f"{theirs.at.astimezone(LONDON):%-d %B %Y at %H:%M}"
        super().__init__(
            f"{theirs.by or 'The system'} changed this on {when} while you had it open. Look at both below, and save "
            "again what should stand."
        )
        self.theirs = theirs
