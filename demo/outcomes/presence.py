"""How often pupils were absent, by the headers of the performance tables."""

from __future__ import annotations

from demo.chance import Chance
from demo.outcomes import cells
from demo.outcomes.cells import Cell
from demo.outcomes.ks2 import Standing

# England's overall absence of primary, secondary and special schools, in percent. None was published of 2020, when
# schools shut in March.
ABSENCE = {
    2016: (4.0, 5.2, 9.1),
    2017: (4.0, 5.4, 9.7),
    2018: (4.2, 5.5, 10.2),
    2019: (4.0, 5.5, 10.1),
    2021: (3.6, 5.5, 11.9),
    2022: (6.3, 9.0, 13.1),
    2023: (5.9, 9.0, 13.0),
    2024: (5.5, 8.9, 12.8),
    2025: (5.2, 8.5, 12.6),
}
YEARS = tuple(ABSENCE)
COLUMNS = {"ENROLLED": cells.count(), "PERCTOT": cells.share("ENROLLED", 1), "PPERSABS10": cells.share("ENROLLED", 1)}


def figures(standing: Standing, year: int, chance: Chance, *, sector: int) -> dict[str, float]:
    """A school's raw figures. `sector`: 0 primary, 1 secondary, 2 special, as in `ABSENCE`."""
    intake, fortune, _ = standing
    usual = ABSENCE[year][sector]
    rate = usual * (1 + 0.75 * (intake.disadvantaged - 0.28) - 0.05 * fortune - 0.12 * (intake.language - 0.2))
    rate = max(1.2, rate + chance.gauss(0, 0.045 * usual) + (14 if sector == 2 and intake.support > 0.4 else 0))
    often = max(0.0, 3.9 * rate - 7.6) if sector < 2 else 2.1 * rate + 3.5
    often = often + chance.gauss(0, 0.06 * often + 0.3)
    return {"ENROLLED": intake.pupils, "PERCTOT": rate / 100, "PPERSABS10": min(0.95, max(0.0, often / 100))}


def told(raw: dict[str, float]) -> dict[str, Cell]:
    return cells.published(raw, COLUMNS, least_cohort=11, least_group=6, cohort="ENROLLED")
