"""The end of 16 to 18 study, by the headers of the performance tables."""

from __future__ import annotations

from collections.abc import Sequence

from demo.chance import Chance
from demo.outcomes import cells
from demo.outcomes.cells import NO_ENTRIES, Cell, Column
from demo.outcomes.ks2 import Standing, some

# England's points an A level. Nothing was published of 2020 and 2021; 2022 was marked more freely.
POINTS = {2016: 30.8, 2017: 31.1, 2018: 32.1, 2019: 32.6, 2022: 37.9, 2023: 34.2, 2024: 34.4, 2025: 34.8}
YEARS = tuple(POINTS)
_SPREAD = 0.95  # of value added among entries
_GROUPS = ("_DIS", "_NOTDIS")
_GRADES = (
    (50, "A"),
    (45, "A-"),
    (42, "B+"),
    (38, "B"),
    (35, "B-"),
    (32, "C+"),
    (28, "C"),
    (25, "C-"),
    (22, "D+"),
    (0, "D"),
)
_APPLIED = ((42, "Dist*"), (38, "Dist*-"), (34, "Dist+"), (31, "Dist"), (28, "Dist-"), (25, "Merit+"), (0, "Merit"))


def _columns() -> dict[str, Column]:
    found = {header: cells.count() for header in ("TPUP1618", "TALLPUP_1618")}
    for kind in ("ALEV_1618", "ACAD_1618", "AGEN", "TLEV"):
        found |= {f"TALLPUP_{kind}": cells.count(), f"TALLPPE_{kind}": cells.mean(f"TALLPUP_{kind}", 2)}
    for group in _GROUPS:
        found[f"TALLPUP_1618{group}"] = cells.count()
        for kind in ("ALEV_1618", "ACAD_1618", "AGEN"):
            found[f"TALLPUP_{kind}{group}"] = cells.count()
            found[f"TALLPPE_{kind}{group}"] = cells.mean(f"TALLPUP_{kind}{group}", 2)
        for kind in ("ALEV", "ACAD", "AGEN"):
            entries, stayers = f"ENTRIES_{kind}{group}", f"T_InScope_{kind}_Ret{group}"
            found |= {entries: cells.count(), f"VA_INS_{kind}{group}": cells.mean(entries, 2)}
            low, high = cells.interval(f"VA_INS_{kind}{group}", entries, _SPREAD, 2)
            found |= {f"LCI_INS_{kind}{group}": low, f"UCI_INS_{kind}{group}": high}
            found |= {stayers: cells.count(), f"PT_Retained_{kind}_Ret{group}": cells.share(stayers, 1)}
    found |= {"TINCLUDE_B3": cells.count(), "TB3PTSE": cells.mean("TINCLUDE_B3", 2)}
    found |= {"TINCLUDE_AAB_2FAC": cells.count(), "PTAAB_2FAC": cells.share("TINCLUDE_AAB_2FAC", 1)}
    for kind in ("ALEV", "ACAD", "AGEN"):
        found |= {f"ENTRIES_{kind}": cells.count(), f"VA_INS_{kind}": cells.mean(f"ENTRIES_{kind}", 2)}
        low, high = cells.interval(f"VA_INS_{kind}", f"ENTRIES_{kind}", _SPREAD, 2)
        found |= {f"LCI_INS_{kind}": low, f"UCI_INS_{kind}": high}
    for kind in ("ALEV", "ACAD", "AGEN", "TLEV"):
        count = f"T_InScope_{kind}_Ret"
        found |= {count: cells.count(), f"PT_Retained_{kind}_Ret": cells.share(count, 1)}
    for subject in ("E", "M"):
        found |= {f"T_SCOPEEX_{subject}": cells.count(), f"PROGEX_{subject}": cells.mean(f"T_SCOPEEX_{subject}", 2)}
    found |= {"TALLPUP_SCOPE_L3M": cells.count(), "L3M_PER": cells.share("TALLPUP_SCOPE_L3M", 1)}
    return found


COLUMNS = _columns()


def figures(standing: Standing, year: int, chance: Chance) -> dict[str, float]:
    """A school's or college's raw figures of a year. `cohort`: those at the end of 16 to 18 study."""
    intake, fortune, cohort = standing
    academic = some(min(0.97, max(0.1, 0.72 + 0.25 * intake.prior)), cohort, chance)
    applied = some(0.33, cohort, chance)
    added = 0.09 * (fortune - 0.15) + 0.12 * (intake.language - 0.2) + chance.gauss(0, 0.04)
    added += chance.gauss(0, 0.7 / max(academic, 4) ** 0.5)
    points = POINTS[year] + 8.5 * added + 3.4 * intake.prior
    raw: dict[str, float] = {"TPUP1618": round(cohort * 2.05), "TALLPUP_1618": cohort}
    raw |= {"TALLPUP_ALEV_1618": academic, "TALLPUP_ACAD_1618": academic, "TALLPUP_AGEN": applied}
    technical = raw["TALLPUP_TLEV"] = some(0.12, cohort, chance) if chance.happens(0.25) else 0
    raw["TALLPPE_TLEV"] = 30.5 + 5 * added
    raw |= {"TALLPPE_ALEV_1618": points, "TALLPPE_ACAD_1618": points + 0.1}
    raw |= {"TALLPPE_AGEN": (36.5 if year < 2019 else 29.5) + 5 * added + chance.gauss(0, 5 / max(applied, 4) ** 0.5)}
    raw |= {"TINCLUDE_B3": round(academic * 0.8), "TB3PTSE": points + 1.3, "TINCLUDE_AAB_2FAC": round(academic * 0.8)}
    raw["PTAAB_2FAC"] = min(0.8, max(0.0, 0.13 + 0.022 * (points - 32)))
    for kind, pupils, further in (("ALEV", academic, 0.0), ("ACAD", academic, 0.02), ("AGEN", applied, -0.03)):
        raw |= {f"ENTRIES_{kind}": round(pupils * 2.6), f"VA_INS_{kind}": added + further}
    for kind, pupils in (("ALEV", academic), ("ACAD", academic), ("AGEN", applied), ("TLEV", technical)):
        stayed = 0.945 + 0.012 * fortune - 0.06 * intake.disadvantaged + chance.gauss(0, 0.2 / max(pupils, 6) ** 0.5)
        raw |= {f"T_InScope_{kind}_Ret": round(pupils * 1.02), f"PT_Retained_{kind}_Ret": min(1.0, stayed)}
    for subject in ("E", "M"):
        raw |= {
            f"T_SCOPEEX_{subject}": some(0.18, cohort, chance),
            f"PROGEX_{subject}": added + chance.gauss(0.05, 0.3),
        }
    raw |= {"TALLPUP_SCOPE_L3M": cohort, "L3M_PER": min(0.95, max(0.0, 0.78 + 0.06 * fortune + 0.1 * intake.prior))}
    _groups(raw, intake.disadvantaged * 0.75, chance)
    return raw


def _groups(raw: dict[str, float], share: float, chance: Chance) -> None:
    """Students who were disadvantaged at 16, and the others, who are all between them."""
    for kind, entries, worse in (("ALEV_1618", "ALEV", 2.8), ("ACAD_1618", "ACAD", 2.8), ("AGEN", "AGEN", 1.1)):
        whole = raw[f"TALLPUP_{kind}"]
        poor = min(whole, some(share, whole, chance)) if whole else 0
        for group, students, part in (("_DIS", poor, -1.0), ("_NOTDIS", whole - poor, 1.0)):
            apart = part * (1 - students / whole if whole else 0)
            stayed = raw[f"PT_Retained_{entries}_Ret"] + 0.02 * apart
            raw |= {
                f"TALLPUP_{kind}{group}": students,
                f"TALLPPE_{kind}{group}": raw[f"TALLPPE_{kind}"] + worse * apart,
                f"ENTRIES_{entries}{group}": round(students * 2.6),
                f"VA_INS_{entries}{group}": raw[f"VA_INS_{entries}"] + 0.08 * apart,
                f"T_InScope_{entries}_Ret{group}": round(students * 1.02),
                f"PT_Retained_{entries}_Ret{group}": min(1.0, stayed),
            }
    poor = some(share, raw["TALLPUP_1618"], chance)
    raw |= {"TALLPUP_1618_DIS": poor, "TALLPUP_1618_NOTDIS": raw["TALLPUP_1618"] - poor}


def told(raw: dict[str, float]) -> dict[str, Cell]:
    """What the tables say: nothing of five students or fewer, no entries where nobody sat such an examination."""
    found = cells.published(raw, COLUMNS, least_cohort=6, least_group=6, cohort="TALLPUP_1618")
    for header, column in COLUMNS.items():
        count = column.weight or header
        if raw.get(count) == 0 and count.startswith(("TALLPUP", "ENTRIES", "T_InScope")):
            found[header] = NO_ENTRIES
    _graded(found)
    return found


def _graded(found: dict[str, Cell]) -> None:
    """Points again as a grade."""
    for header, scale in (("TALLPPE_ALEV_1618", _GRADES), ("TALLPPE_ACAD_1618", _GRADES), ("TALLPPE_AGEN", _APPLIED)):
        points = found[header]
        name = header.replace("TALLPPE", "TALLPPEGRD")
        found[name] = _grade_of(points, scale)


def _grade_of(points: Cell, scale: Sequence[tuple[int, str]]) -> str:
    return points if isinstance(points, str) else next(word for least, word in scale if points >= least)
