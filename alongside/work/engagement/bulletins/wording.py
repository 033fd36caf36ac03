"""A bulletin as a letter: how it begins, and where to read on."""

from __future__ import annotations

from alongside.work.engagement.bulletins.models import Bulletin

_BEGINNING = 400  # characters


def letter(bulletin: Bulletin, name: str, link: str, stop: str) -> str:
    asks = f"We ask you: {bulletin.question}" if bulletin.question else ""
    parts = (
        f"Hello {name},",
        beginning(bulletin.text),
        asks,
        f"Read it{' and answer' if bulletin.question else ''} (no need to sign in; the link is your own): {link}",
        str(bulletin.author),
        f"-- \nNo more bulletins by letter: {stop}",
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def beginning(text: str) -> str:
    """The first paragraph, cut between two words where it is long."""
    first = " ".join(text.strip().split("\n\n")[0].split())
    return first if len(first) <= _BEGINNING else first[:_BEGINNING].rsplit(" ", 1)[0] + " …"
