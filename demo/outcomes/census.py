"""Whom schools teach, by the headers of the performance tables' census."""

from __future__ import annotations

from demo.chance import Chance
from demo.outcomes import cells
from demo.outcomes.cells import NOT_APPLICABLE, Cell
from demo.outcomes.ks2 import Standing, some

_PARTS = {
    "NORG": "PNORG",
    "NORB": "PNORB",
    "TSENELSE": "PSENELSE",
    "TSENELK": "PSENELK",
    "NUMEAL": "PNUMEAL",
    "NUMENGFL": "PNUMENGFL",
    "NUMUNCFL": "PNUMUNCFL",
}
COLUMNS = {
    "NOR": cells.count(),
    **{header: cells.count() for header in _PARTS},
    **{part: cells.share("NOR", 1) for part in _PARTS.values()},
    "NUMFSM": cells.count(),
    "NUMFSMEVER": cells.count(),
    "NORFSMEVER": cells.count(),
    "PNUMFSMEVER": cells.share("NORFSMEVER", 1),
}
_OF_STATE_SCHOOLS = ("EAL", "ENGFL", "UNCFL", "FSM")


def figures(standing: Standing, year: int, chance: Chance) -> dict[str, float]:
    intake = standing.intake
    pupils = intake.pupils
    girls, unknown = round(pupils * intake.girls), some(0.004, pupils, chance)
    other = min(pupils - unknown, some(intake.language, pupils, chance))
    raw: dict[str, float] = {
        "NOR": pupils,
        "NORG": girls,
        "NORB": pupils - girls,
        "TSENELSE": some(intake.plan, pupils, chance),
        "TSENELK": some(intake.support, pupils, chance),
        "NUMEAL": other,
        "NUMUNCFL": unknown,
        "NUMENGFL": pupils - other - unknown,
        "NUMFSM": round(pupils * intake.free_meals),
        "NUMFSMEVER": round(pupils * intake.disadvantaged),
        "NORFSMEVER": pupils,
    }
    raw |= {part: raw[header] / pupils for header, part in _PARTS.items()}
    raw["PNUMFSMEVER"] = raw["NUMFSMEVER"] / pupils
    return raw


def told(raw: dict[str, float], *, independent: bool) -> dict[str, Cell]:
    """What the census says: of independent schools neither languages nor free meals."""
    found = cells.published(raw, COLUMNS, least_cohort=6, least_group=1, cohort="NOR")
    if independent:
        hidden = (header for header in found if any(part in header for part in _OF_STATE_SCHOOLS))
        found |= dict.fromkeys(hidden, NOT_APPLICABLE)
    return found
