"""Whose installation this is: policies/partnership.yaml."""

from __future__ import annotations

from alongside.floor.kernel import policy


class Partnership(policy.Policy):
    """The partnership, the council it works with, and its city. `authority` is named as GIAS and Ofsted name it."""

    name: str
    short_name: str
    authority: str
    authority_code: int
    city: str
    contact: str = ""


def partnership() -> Partnership:
    """The partnership of this installation. Raises PolicyError where the file is not right."""
    return policy.read("partnership", Partnership)
