"""Invented names: of places, saints, streets and people."""

from __future__ import annotations

from pathlib import Path

import yaml

from demo.chance import Chance

_WORDS = {
    key: tuple(text.split())
    for key, text in yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8")).items()
}

PLACES: tuple[str, ...] = (
    *(begins + ends for begins in _WORDS["place_begins"] for ends in _WORDS["place_ends"] if begins[-1] != ends[0]),
    *(f"{begins} {ends}" for begins in _WORDS["place_begins"] for ends in _WORDS["place_seconds"]),
)
SAINTS: tuple[str, ...] = _WORDS["saints"]


class Names:
    """Hands out names, none twice while there are any left."""

    def __init__(self, seed: str) -> None:
        chance = Chance.of(seed, "names")
        self._seed = seed
        self._places = chance.sample(PLACES, len(PLACES))
        self._saints: dict[str, int] = {}
        self._next = 0

    def place(self) -> str:
        name = self._places[self._next % len(self._places)]
        self._next += 1
        return name

    def saint(self, church: str) -> str:
        """A saint for a school of this church: each once round before any comes back."""
        turn = self._saints[church] = self._saints.get(church, Chance.of(self._seed, church).randrange(40)) + 7
        return SAINTS[turn % len(SAINTS)]


def street(chance: Chance) -> str:
    return f"{chance.choice(_WORDS['streets'])} {chance.choice(_WORDS['street_kinds'])}"


def person(chance: Chance) -> tuple[str, str, str]:
    """Title, first and last name. Any first name goes with any last name, as in any city."""
    titles, first_names = (("Mrs", "Ms", "Miss"), "women") if chance.happens(0.6) else (("Mr",), "men")
    title = "Dr" if chance.happens(0.06) else chance.choice(titles)
    return title, chance.choice(_WORDS[first_names]), chance.choice(_WORDS["last_names"])
