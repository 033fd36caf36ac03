"""Schools made up for presenters: everything has a value unless a test says otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

from alongside.face.desk.queries import Judged, Shown, Stands

TODAY = date(2026, 11, 16)


def stands(mark: str = "no-concern", **said: Any) -> Stands:
    return Stands(mark=mark, words=said.pop("words", "Good"), **said)


def judged(status: str = "listed", **said: Any) -> Judged:
    return Judged(
        status=status,
        headline=said.pop("headline", "special_measures"),
        limbs=said.pop("limbs", ("special_measures",)),
        in_contract=said.pop("in_contract", True),
        listed_since=said.pop("listed_since", date(2025, 3, 1)),
        because=said.pop("because", "Special measures"),
    )


def school(urn: int = 900001, **said: Any) -> Shown:
    name = said.pop("name", f"School {urn}")
    values: dict[str, Any] = {
        "urn": urn,
        "name": name,
        "sort_name": name.lower(),
        "type": "community",
        "group": "maintained",
        "phase": "primary",
        "status": "open",
        "opened": None,
        "closed": None,
        "authority": "Lockside",
        "district": "ashbrook",
        "latitude": 52.5,
        "longitude": -1.9,
        "postcode": "LK1 1AA",
        "town": "Lockside",
        "age_low": 4,
        "age_high": 11,
        "pupils": 200,
        "religious_character": "",
        "trust": "",
        "head": "",
        "stands": stands(),
        "judged": None,
    }
    return Shown(**{**values, **said})
