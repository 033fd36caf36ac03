"""What somebody is today: the roles that the account holds on the day of the request."""

from __future__ import annotations

from typing import Any

from alongside.floor.accounts.roles import Post
from alongside.floor.kernel import clock


def posts_of(user: Any) -> tuple[Post, ...]:
    """The roles that this person holds today; none for a visitor or a closed account. Asks the database nothing."""
    if not getattr(user, "is_active", False) or not hasattr(user, "posts_on"):
        return ()
    found: tuple[Post, ...] = user.posts_on(clock.today())
    return found
