"""What letters say. They say little, and lead to the site."""

from __future__ import annotations

from alongside.floor.mail.models import Notice
from alongside.floor.web import things


def of_notice(notice: Notice, address: str) -> str:
    """A notice as a letter. `address`: of the installation, without a slash at its end."""
    page = things.address_of(notice.thing)
    where = f"Read more: {address}{page}" if page and notice.user_id else ""
    greeting = f"Hello {notice.to_name}," if notice.to_name else "Hello,"
    return "\n\n".join(part for part in (greeting, notice.words or notice.subject, where, "Alongside") if part) + "\n"
