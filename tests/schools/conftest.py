"""Files made on the spot in the shapes that are published, and loads in one line. Every school in them is invented."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from alongside.knowledge.opendata.models import Load
    from alongside.knowledge.opendata.registry import Loader, Staging

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
Row = Mapping[str, Any]
Loading = Callable[..., "Load"]

# One school as GIAS lists it: what tests do not speak of is as here.
SCHOOL: dict[str, Any] = {
    "URN": 900001,
    "LA (code)": 330,
    "LA (name)": "Birmingham",
    "EstablishmentNumber": 2001,
    "EstablishmentName": "Canal Street Primary School",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentStatus (name)": "Open",
    "OpenDate": "",
    "CloseDate": "",
    "PhaseOfEducation (name)": "Primary",
    "StatutoryLowAge": 3,
    "StatutoryHighAge": 11,
    "OfficialSixthForm (name)": "Does not have a sixth form",
    "ReligiousCharacter (name)": "Does not apply",
    "SchoolCapacity": 420,
    "NumberOfPupils": 400,
    "Trusts (name)": "",
    "Street": "1 Canal Street",
    "Town": "Birmingham",
    "Postcode": "B33 8QB",
    "HeadTitle (name)": "Ms",
    "HeadFirstName": "Ada",
    "HeadLastName": "Lock",
    "Easting": "",
    "Northing": "",
    "LastChangedDate": "01-02-2026",
}


def table(rows: Iterable[Row], columns: Iterable[str] | None = None) -> str:
    """Rows as CSV; columns are those of the first row unless said."""
    rows = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns or rows[0]), extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def school(**said: Any) -> dict[str, Any]:
    """A row of a GIAS file. Names of ours stand for its longer headers."""
    headers = {
        "urn": "URN", "name": "EstablishmentName", "type": "TypeOfEstablishment (name)", "authority": "LA (name)",
        "status": "EstablishmentStatus (name)", "opened": "OpenDate", "closed": "CloseDate", "pupils": "NumberOfPupils",
        "number": "EstablishmentNumber", "phase": "PhaseOfEducation (name)", "postcode": "Postcode", "town": "Town",
        "trust": "Trusts (name)", "easting": "Easting", "northing": "Northing", "authority_code": "LA (code)",
    }  # fmt: skip
    return SCHOOL | {headers.get(name, name): value for name, value in said.items()}


def gias(*rows: Row, columns: Iterable[str] | None = None) -> str:
    return table(rows or [SCHOOL], columns)


@pytest.fixture
def loaded(db: None, tmp_path: Path) -> Loading:
    """`loaded("edubasealldata20260301.csv", text)` loads such a file; alarms are let through unless `yes=False`."""
    from alongside.knowledge.opendata import actions

    def load(name: str, content: str | bytes, *, at: datetime = NOW, as_at: date | None = None, **given: Any) -> Load:
        path = tmp_path / name
        path.write_bytes(content.encode("cp1252") if isinstance(content, str) else content)
        file = actions.keep(path=path, by=None, at=at)
        how: dict[str, Any] = {"yes": True, "reason": "a test"} | given
        if not how["yes"]:
            how["reason"] = ""
        return actions.load(file=file, by=None, at=at, as_at=as_at, **how)

    return load


@pytest.fixture
def teller_format() -> Iterable[None]:
    """A small format that tells the register as Ofsted's files do: `told_…` files, a column for each thing told."""
    from alongside.knowledge.opendata import cells, registry
    from alongside.knowledge.opendata.registry import Column, Format
    from alongside.knowledge.schools.staging import RegisterTeller

    class Told:
        def __init__(self, staging: Staging) -> None:
            self.teller = RegisterTeller(staging)

        def take(self, row: int, values: Any) -> None:
            urn, name, kind, phase, authority, opened, pupils, before, trust, seat = values
            said = {"name": name, "type": kind, "ofsted_phase": phase, "authority": authority, "opened": opened,
                    "pupils": pupils, "trust": trust, "constituency": seat}  # fmt: skip
            self.teller.tell(urn, row, said)
            if before:
                self.teller.tell_predecessor(
                    before, row, successor=urn, said={"name": "Old " + name, "type": "Community School",
                    "authority": authority}, opened=opened, seen=date(2015, 5, 5),
                )  # fmt: skip

        def finish(self) -> Any:
            return self.teller.finish(complete=True)

    def loader(staging: Staging) -> Loader:
        return Told(staging)

    names = {"opened": cells.date_uk, "pupils": cells.integer, "before": cells.urn}
    columns = tuple(
        Column(name, (f"Told {name}",), names.get(name, cells.text))
        for name in ("name", "type", "phase", "authority", "opened", "pupils", "before", "trust", "seat")
    )
    registry.register(
        Format(
            key="told", family="told", title="Told", publisher="A test",
            columns=(Column("urn", ("Told URN",), cells.urn, required=True), *columns),
            signature=frozenset({"Told URN", "Told name"}), loader=loader,
        )
    )  # fmt: skip
    yield
    del registry._formats["told"]


def told(*rows: Row) -> str:
    """A file of that format; names of ours for its columns."""
    plain = {"type": "Community School", "phase": "Primary", "authority": "Birmingham", "opened": "", "pupils": 300,
             "before": "", "trust": "", "seat": ""}  # fmt: skip
    headers = {name: f"Told {'URN' if name == 'urn' else name}" for name in ("urn", "name", *plain)}
    return table([{headers[name]: value for name, value in (plain | dict(row)).items()} for row in rows])


SEATS = ("E14000560", "E14000561", "E14000562", "E14000563", "E14000564", "E14000565", "E14000566", "E14000567",
         "E14000985", "E14000568")  # fmt: skip


def squares(codes: Iterable[str] = SEATS, west: float = -2.0, south: float = 52.4) -> str:
    """Boundaries of the constituencies of 2010, drawn as squares side by side, a twentieth of a degree each."""
    features = []
    for place, code in enumerate(codes):
        x = west + 0.05 * place
        ring = [[x, south], [x + 0.05, south], [x + 0.05, south + 0.05], [x, south + 0.05], [x, south]]
        features.append(
            {
                "type": "Feature",
                "properties": {"PCON17CD": code, "PCON17NM": f"Seat {place}"},
                "geometry": {"type": "Polygon", "coordinates": [[[round(a, 4), b] for a, b in ring]]},
            }
        )
    return json.dumps({"type": "FeatureCollection", "features": features})
