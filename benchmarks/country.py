"""An invented country in the published shapes: the demo's generator, sized up.

About 24,000 open state-funded schools in 150 authorities: 50,000 rows of GIAS establishments with its 135 columns, the
closed and independent schools among them, and 22,000 rows of Ofsted's latest inspections in the shape of 2026.

    python -m benchmarks.country FOLDER [--authorities N]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from demo.city import Area, City, Postcode, lockside
from demo.files import gias, ofsted_latest
from demo.names import PLACES
from demo.world import Serials, World, world

AUTHORITIES = 150
OPEN_AN_AUTHORITY = 169  # a twentieth of them independent, or colleges
CLOSED_SHARE = 0.53  # on top of those that became academies
OFSTED_ROWS = 22_000
REGISTER_ON, OFSTED_AS_AT = date(2026, 11, 13), date(2026, 10, 31)
_POSTCODES = 560


@dataclass(frozen=True)
class Pattern:
    """A city that is drawn once, for others to lie on ground of the same form: 150 coasts would take a minute."""

    city: City
    postcodes: tuple[Postcode, ...]


@dataclass(frozen=True)
class Copy(City):
    """A city on the ground of another, moved, under names and codes of its own. The shapes stay: no map is drawn."""

    pattern: Pattern | None = None

    @cached_property
    def seats(self) -> tuple[Area, ...]:
        return self._own(self._drawn.city.seats)

    @cached_property
    def wards(self) -> tuple[Area, ...]:
        return self._own(self._drawn.city.wards)

    def postcodes(self, how_many: int) -> Iterator[Postcode]:
        pattern = self._drawn
        east, north = self.east - pattern.city.east, self.north - pattern.city.north
        for postcode in pattern.postcodes[:how_many]:
            text = self.postcode_area + postcode.text[2:]
            yield replace(postcode, text=text, east=postcode.east + east, north=postcode.north + north)

    @property
    def _drawn(self) -> Pattern:
        if self.pattern is None:
            raise ValueError("a copy needs a pattern")
        return self.pattern

    def _own(self, areas: tuple[Area, ...]) -> tuple[Area, ...]:
        return tuple(
            Area(f"{area.code[:3]}{int(area.code[3:]) - 100 * self.number:06}", f"{self.name} {i}", area.shape)
            for i, area in enumerate(areas, 1)
        )


def worlds(authorities: int = AUTHORITIES) -> Iterator[World]:
    """Every authority of the country in turn; none is kept."""
    drawn = lockside()
    pattern = Pattern(drawn, tuple(drawn.postcodes(_POSTCODES)))
    for i in range(authorities):
        city = Copy(
            name=PLACES[i * 13 % len(PLACES)],
            authority=430 + i,
            number=i + 1,
            east=60_000 + i % 12 * 48_000,
            north=60_000 + i // 12 * 80_000,
            reach=drawn.reach,
            district_names=drawn.district_names,
            pattern=pattern,
        )
        serials = Serials(
            urn=900_001 + i * 330,
            new_urn=950_001 + i * 330,
            group=100_001 + i * 400,
            inspection=20_000_001 + i * 4_000,
            old_inspection=1_000_001 + i * 4_000,
        )
        yield world(city, OPEN_AN_AUTHORITY, with_stories=False, closed_share=CLOSED_SHARE, serials=serials)


def build(folder: Path, authorities: int = AUTHORITIES) -> tuple[Path, Path]:
    """Write the two files; their paths: GIAS establishments, Ofsted's latest inspections."""
    folder.mkdir(parents=True, exist_ok=True)
    register = folder / f"edubasealldata{REGISTER_ON:%Y%m%d}.csv"
    ofsted = folder / f"Management_information_-_latest_inspections_as_at_{OFSTED_AS_AT:%d_%B_%Y}.csv"
    country = list(worlds(authorities))
    gias.establishments(register, country, REGISTER_ON)
    ofsted_latest.latest(ofsted, country, OFSTED_AS_AT, most=OFSTED_ROWS)
    return register, ofsted


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the files of an invented country.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--authorities", type=int, default=AUTHORITIES)
    asked = parser.parse_args()
    for path in build(asked.folder, asked.authorities):
        print(path)


if __name__ == "__main__":
    main()
