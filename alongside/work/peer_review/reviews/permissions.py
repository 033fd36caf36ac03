"""Who opens the pages of reviews and who does something with one. What stands on a page is decided by `consent`.

reviews.see     these pages at all: by role, or whoever reviews a school or was given something
reviews.own     decides for a school: its head. Whoever sees as the school is not the head
reviews.write   writes in a review: its team and the head, while it is on
"""

from __future__ import annotations

from typing import Any

import rules

from alongside.floor.accounts.permissions import granted
from alongside.work.peer_review.reviews import consent
from alongside.work.peer_review.reviews.models import Review

SEE, OWN, WRITE, EFFECT = "reviews.see", "reviews.own", "reviews.write", "reviews.effect"
_sees, _owns = granted(SEE), granted(OWN)


def is_somebody(user: Any) -> bool:
    """Whether it is a person with an account, and not one of the office who sees as a school."""
    return bool(getattr(user, "is_authenticated", False) and user.pk and user.pk > 0)


@rules.predicate(name=SEE)
def may_see(user: Any, thing: Any = None) -> bool:
    if not is_somebody(user):
        return False
    return bool(_sees.test(user, thing)) or consent.is_concerned(user)


@rules.predicate(name=OWN)
def may_own(user: Any, thing: Any = None) -> bool:
    return is_somebody(user) and bool(_owns.test(user, thing))


@rules.predicate(name=WRITE)
def may_write(user: Any, thing: Any = None) -> bool:
    """Anywhere (None), or in this review."""
    if not is_somebody(user):
        return False
    if not isinstance(thing, Review):
        return may_own.test(user, thing) or consent.is_concerned(user)
    if thing.state != Review.State.ON:
        return False
    return may_own.test(user, thing) or member_of(user, thing) is not None


def member_of(user: Any, review: Review) -> Any:
    """The seat that somebody has in the team of a review; None where they have none."""
    return review.members.select_related("person").filter(person__user=user.pk).first() if is_somebody(user) else None


def register() -> None:
    """Puts these in the place of what the policy grants by roles alone."""
    rules.set_perm(SEE, may_see)
    rules.set_perm(OWN, may_own)
    rules.set_perm(WRITE, may_write)
