"""The marks of standing: a shape and a word each, so that colour is never alone. They are not a scale."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape in a square of 16, and what it says where nothing more exact is said. `shape` is ours, not a person's."""

    key: str
    words: str
    shape: str
    letter: str  # in text alone


MARKS = {
    mark.key: mark
    for mark in (
        Mark("no-concern", "No named concern", '<circle cx="8" cy="8" r="5.6"/>', "●"),
        Mark("improve", "Something to improve", '<path d="M8 1.6 15 14.2H1z"/>', "▲"),
        Mark("category", "Category of concern", '<path d="M2.2 2.2h11.6v11.6H2.2z"/>', "■"),
        Mark("not-inspected", "Not inspected yet", '<circle cx="8" cy="8" r="5.1"/>', "○"),
        Mark(
            "not-known",
            "Not known",
            '<path d="M4.9 5.6C4.9 3.4 6.2 2 8.1 2s3.2 1.2 3.2 3c0 2.6-3.1 2.6-3.1 5.2M8.2 13.6v.5"/>',
            "?",
        ),
    )
}


def mark_of(key: str) -> Mark:
    """The mark of this key; one that is not ours is shown as not known rather than as nothing."""
    return MARKS.get(key) or MARKS["not-known"]
