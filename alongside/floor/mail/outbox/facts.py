"""What came of a try to send a letter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Fate(Enum):
    SENT = "the server took it"
    LATER = "the server does not take it now; it surely has not got it"
    REFUSED = "the server will not take this letter"
    BOUNCED = "there is no such address, or it takes nothing"
    UNKNOWN = "the connection was lost after the whole text was given; nobody can know"
    NOT_OURS = "another worker has taken it over meanwhile; it surely was not sent by us"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`said`: what the server said. `server_is_there` False: trying other letters now is of no use."""

    fate: Fate
    said: str = ""
    server_is_there: bool = True
