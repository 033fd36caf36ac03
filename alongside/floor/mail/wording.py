"""What letters say. They say little, and lead to the site."""

from __future__ import annotations

from collections.abc import Sequence

from alongside.floor.accounts.models import User
from alongside.floor.mail.models import Notice
from alongside.floor.web import things
from alongside.floor.web.words import plural


def of_notice(notice: Notice, address: str, unsubscribe: str = "") -> str:
    """A notice as a letter. `address`: of the installation, without a slash at its end."""
    page = things.address_of(notice.thing)
    where = f"Read more: {address}{page}" if page and notice.user_id else ""
    return _letter(notice.to_name, notice.words or notice.subject, where, foot=_foot(address, unsubscribe))


def subject_of_digest(told: int, waiting: int) -> str:
    parts = [f"{plural(told, 'thing')} you were told"] if told else []
    parts += [f"{waiting} waiting for you"] if waiting else []
    return "Alongside: " + ", ".join(parts)


def of_digest(user: User, notices: Sequence[Notice], waiting: int, overdue: int, address: str, unsubscribe: str) -> str:
    """What somebody was told since the last one, a line each; how much waits for them, without saying what."""
    told = "\n".join(f"- {notice.subject}" for notice in notices)
    waits = f"{plural(waiting, 'thing')} on My work {'waits' if waiting == 1 else 'wait'} for you" if waiting else ""
    if overdue:
        waits += f", {overdue} overdue"
    return _letter(
        user.name,
        f"Since the last letter of this kind:\n\n{told}" if told else "",
        f"{waits}." if waits else "",
        f"Read and answer: {address}/my-work/",
        foot=_foot(address, unsubscribe),
    )


def _letter(name: str, *parts: str, foot: str) -> str:
    greeting = f"Hello {name}," if name else "Hello,"
    return "\n\n".join(part for part in (greeting, *parts, "Alongside", foot) if part) + "\n"


def _foot(address: str, unsubscribe: str) -> str:
    if not unsubscribe:
        return ""
    return f"-- \nHow often you hear: {address}/mail/preferences/\nNo more letters of this kind: {unsubscribe}"
