"""What of the navigation is somebody's own by the roles they hold."""

from __future__ import annotations

from typing import Any

from alongside.floor.accounts.context import posts_of
from alongside.floor.web import things
from alongside.floor.web.navigation import Section

LEADERS = ("head", "chair")


def own_school(user: Any) -> list[Section]:
    """The page of the one school that they lead; who leads several finds them on My work."""
    led = {post.key for post in posts_of(user) if post.scope == "school" and post.role in LEADERS}
    address = things.address_of(f"school {led.pop()}") if len(led) == 1 else ""
    return [Section("own-school", "My school", address)] if address else []
