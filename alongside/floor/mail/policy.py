"""How often people are told of what, and how often a letter is tried: policies/mail.yaml."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from django.db.models import TextChoices
from pydantic import Field, model_validator

from alongside.floor.kernel import policy


class How(TextChoices):
    INSTANT = "instant", "At once, each in a letter of its own"
    DAILY = "daily", "Once a day, all in one letter"
    WEEKLY = "weekly", "Once a week, all in one letter"
    OFF = "off", "Not by letter; only on My work"


class Kind(policy.Part):
    """A kind of thing that people are told of, and how unless they say otherwise."""

    words: str
    how: How


class Digests(policy.Part):
    """When the letters that gather notices go out, in England's time; a district may have an hour of its own."""

    at: time
    weekly_on: Annotated[int, Field(ge=1, le=7)]
    districts: dict[str, time] = {}


class Sending(policy.Part):
    """How often a letter is tried, and for how long a worker that says nothing counts as alive."""

    minutes_between_tries: tuple[int, ...]
    lease_seconds: Annotated[int, Field(ge=1)]
    letters_at_a_time: Annotated[int, Field(ge=1)]
    days_kept: Annotated[int, Field(ge=1)]


class Mail(policy.Policy):
    kinds: dict[str, Kind]
    digests: Digests
    sending: Sending

    @model_validator(mode="after")
    def _has_the_kind_for_all_else(self) -> Mail:
        if "other" not in self.kinds:
            raise ValueError("kinds needs one called other, for what belongs to no other kind")
        return self

    def kind(self, key: str) -> Kind:
        """Raises KeyError for a kind that the policy does not name."""
        return self.kinds[key]


def mail() -> Mail:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("mail", Mail)
