"""Where pupils were two terms after key stage 4, by the headers of the performance tables."""

from __future__ import annotations

from demo.chance import Chance
from demo.outcomes import cells
from demo.outcomes.cells import Cell, Column
from demo.outcomes.ks2 import Standing, some

_DESTINATIONS = (
    "APPREN",
    "EMPLOYMENT",
    "EDUCATION",
    "FE",
    "SCH_6TH",
    "SIXTH_COL",
    "OTHER_EDU",
    "NOT_SUSTAINED",
    "UNKNOWN",
)
_GROUPS = ("", "_DIS", "_NONDIS")


def _columns() -> dict[str, Column]:
    found: dict[str, Column] = {}
    for group in _GROUPS:
        found[f"COHORT{group}"] = cells.count()
        for what in ("OVERALL_DEST", *_DESTINATIONS):
            found[f"{what}{group}"] = cells.count()
            found[f"{what}PER{group}"] = cells.share(f"COHORT{group}")
    return found


COLUMNS = _columns()


def figures(standing: Standing, year: int, chance: Chance, *, sixth_form: bool) -> dict[str, float]:
    """Raw figures of those who left in a year, the year of the examinations, which the tables give later."""
    intake, fortune, cohort = standing
    special = intake.prior < -1
    poor = some(intake.disadvantaged, cohort, chance)
    left = 0.055 - 0.011 * fortune + (0.035 if special else 0) - (0.008 if year in (2020, 2021) else 0)
    raw: dict[str, float] = {}
    for group, pupils, worse in (("_DIS", poor, 0.04), ("_NONDIS", cohort - poor, -0.018)):
        raw |= _group(group, pupils, max(0.004, left + worse), chance, sixth_form=sixth_form, special=special)
    whole = {what: raw[f"{what}_DIS"] + raw[f"{what}_NONDIS"] for what in ("COHORT", "OVERALL_DEST", *_DESTINATIONS)}
    raw |= whole | {f"{what}PER": number / max(cohort, 1) for what, number in whole.items() if what != "COHORT"}
    return raw


def _group(
    group: str, pupils: int, left: float, chance: Chance, *, sixth_form: bool, special: bool
) -> dict[str, float]:
    lost = min(pupils, some(left, pupils, chance)) if pupils else 0
    unknown = min(pupils - lost, some(0.012, pupils, chance)) if pupils else 0
    stayed = pupils - lost - unknown
    work, trade = (round(stayed * part) for part in (0.018, 0.028 if not special else 0.005))
    learning = stayed - work - trade
    at_school = round(learning * (0.6 if sixth_form else 0.14 if not special else 0.45))
    at_college = round((learning - at_school) * 0.28)
    other = round(learning * (0.02 if not special else 0.12))
    found = {
        "COHORT": pupils,
        "OVERALL_DEST": stayed,
        "APPREN": trade,
        "EMPLOYMENT": work,
        "EDUCATION": learning,
        "SCH_6TH": at_school,
        "SIXTH_COL": at_college,
        "OTHER_EDU": other,
        "FE": learning - at_school - at_college - other,
        "NOT_SUSTAINED": lost,
        "UNKNOWN": unknown,
    }
    raw = {f"{what}{group}": float(number) for what, number in found.items()}
    parts = {f"{what}PER{group}": n / max(pupils, 1) for what, n in found.items() if what != "COHORT"}
    return raw | parts


def told(raw: dict[str, float]) -> dict[str, Cell]:
    """What the tables say of a school. Numbers of one to five pupils are held back, and then their shares too."""
    found = cells.published(raw, COLUMNS, least_cohort=6, least_group=6, cohort="COHORT")
    for group in _GROUPS:
        pupils = raw[f"COHORT{group}"]
        hidden = found[f"OVERALL_DESTPER{group}"] == cells.SUPPRESSED
        for what in ("OVERALL_DEST", *_DESTINATIONS):
            few = 0 < raw[f"{what}{group}"] < 6 and what not in ("NOT_SUSTAINED", "UNKNOWN")
            if pupils and (hidden or few):
                found |= {f"{what}{group}": cells.SUPPRESSED, f"{what}PER{group}": cells.SUPPRESSED}
    return found
