"""The end of key stage 2, by the headers of the performance tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import NamedTuple

from demo.chance import Chance
from demo.outcomes import cells
from demo.outcomes.cells import NOT_PUBLISHED, SUPPRESSED, Cell, Column
from demo.outcomes.intake import Intake

# Of England's pupils, how many reached the expected standard in reading, writing and maths. No tests in 2020 and 2021;
# none published for schools in 2022.
EXPECTED = {2016: 0.54, 2017: 0.61, 2018: 0.64, 2019: 0.65, 2023: 0.60, 2024: 0.61, 2025: 0.62}
YEARS = tuple(EXPECTED)
WITHOUT_PROGRESS = (2024, 2025)  # the pupils had sat no tests at seven: those were cancelled
_SUBJECTS = {"READ": 0.52, "GPS": 0.50, "MAT": 0.56, "WRITTA": 0.62}
_HIGHER = {"READ": -1.45, "GPS": -1.15, "MAT": -1.50, "WRITTA": -1.85}
_PROGRESS = {"READ": 6.2, "WRIT": 5.9, "MAT": 5.6}  # how far single pupils lie from each other
_DISADVANTAGED, _OTHERS = "FSM6CLA1A", "NotFSM6CLA1A"
_GROUPS = {  # suffix to the count of the group
    "B": "BELIG",
    "G": "GELIG",
    "L": "TKS1GROUP_L",
    "M": "TKS1GROUP_M",
    "H": "TKS1GROUP_H",
    _DISADVANTAGED: "TFSM6CLA1A",
    _OTHERS: "TNotFSM6CLA1A",
    "EAL": "TEALGRP2",
    "MOBN": "TMOBN",
}
_PARTS = {count: "P" + count for count in (*_GROUPS.values(), "TEALGRP1")} | {
    "TSENELE": "PSENELE",
    "TSENELK": "PSENELK",
}
_COUNTS = ("TOTPUPS", "TPUPYEAR", "TELIG", *_GROUPS.values(), "TEALGRP1", "TSENELE", "TSENELK")


class Standing(NamedTuple):
    """What a school brings to a year's results, beside chance."""

    intake: Intake
    fortune: float
    cohort: int


def _columns() -> dict[str, Column]:
    found = {header: cells.count() for header in _COUNTS}
    found |= {part: cells.share("TELIG") for part in _PARTS.values()}
    found["TKS1AVERAGE"] = cells.mean("TELIG")
    for measure in ("PTRWM_EXP", "PTRWM_HIGH"):
        found[measure] = cells.share("TELIG")
        found |= {f"{measure}_{group}": cells.share(count) for group, count in _GROUPS.items()}
    for subject in _SUBJECTS:
        for measure in (f"PT{subject}_EXP", f"PT{subject}_HIGH"):
            found[measure] = cells.share("TELIG")
            found |= {f"{measure}_{group}": cells.share(_GROUPS[group]) for group in (_DISADVANTAGED, _OTHERS)}
    found |= {f"DIFFN_{measure}": cells.mean("TFSM6CLA1A", 0) for measure in ("RWM_EXP", "RWM_HIGH")}
    found["PTSCITA_EXP"] = cells.share("TELIG")
    found |= {"TELIG_3YR": cells.count(), "PTRWM_EXP_3YR": cells.share("TELIG_3YR")}
    for subject in ("READ", "GPS", "MAT"):
        found[f"{subject}_AVERAGE"] = cells.mean("TELIG", 0)
        found |= {
            f"{subject}_AVERAGE_{group}": cells.mean(_GROUPS[group], 0)
            for group in (_DISADVANTAGED, _OTHERS, "B", "G", "EAL")
        }
    for subject, spread in _PROGRESS.items():
        for group, count in ({"": "TELIG"} | _GROUPS).items():
            name = f"{subject}PROG_{group}".rstrip("_")
            found[name] = cells.mean(count)
            found[f"{name}_LOWER"], found[f"{name}_UPPER"] = cells.interval(name, count, spread)
        found[f"{subject}COV"] = cells.share("TELIG")
    return found


COLUMNS = _columns()


def figures(standing: Standing, year: int, chance: Chance) -> dict[str, float]:
    """A school's raw figures of a year, its groups' among them."""
    intake, fortune, cohort = standing
    raw: dict[str, float] = {"TOTPUPS": intake.pupils, "TPUPYEAR": cohort, "TELIG": cohort}
    prior = intake.prior + chance.gauss(0, 0.55 / cohort**0.5)
    _count_groups(raw, intake, cohort, prior, chance)
    level = _odds(EXPECTED[year]) - 0.02 + prior + 0.3 * fortune + chance.gauss(0, 0.12)
    poor = raw["TFSM6CLA1A"] / cohort
    gap = 0.62 + chance.gauss(0, 0.14)
    levels = {_DISADVANTAGED: level - gap * (1 - poor), _OTHERS: level + gap * poor}
    for measure, lower, slope in (("PTRWM_EXP", 0.0, 1.0), ("PTRWM_HIGH", -2.6, 0.85)):
        _by_advantage(raw, measure, {key: lower + slope * value for key, value in levels.items()}, chance)
        _by_sex(raw, measure, chance)
        for group, higher in (("L", -2.1), ("M", 0.1), ("H", 2.1), ("EAL", 0.05), ("MOBN", 0.08)):
            raw[f"{measure}_{group}"] = _chance_of(lower + slope * (level + higher), raw[_GROUPS[group]], chance)
    for subject, easier in _SUBJECTS.items():
        reached = {key: value + easier + chance.gauss(0, 0.1) for key, value in levels.items()}
        _by_advantage(raw, f"PT{subject}_EXP", reached, chance)
        well = {key: 0.9 * value + _HIGHER[subject] for key, value in levels.items()}
        _by_advantage(raw, f"PT{subject}_HIGH", well, chance)
    for measure, others in (("RWM_EXP", EXPECTED[year] + 0.06), ("RWM_HIGH", 0.12)):  # England's other pupils
        raw[f"DIFFN_{measure}"] = 100 * (raw[f"PT{measure}_{_DISADVANTAGED}"] - others)
    raw["PTSCITA_EXP"] = _chance_of(level + 0.95, cohort, chance)
    _averages(raw, level, cohort, chance)
    _progress(raw, intake, fortune, cohort, chance)
    return raw


def _count_groups(raw: dict[str, float], intake: Intake, cohort: int, prior: float, chance: Chance) -> None:
    girls, poor = round(cohort * intake.girls), some(intake.disadvantaged, cohort, chance)
    low, high = _chance_of(-2.0 - 1.5 * prior, cohort, chance), _chance_of(-0.85 + 1.4 * prior, cohort, chance)
    raw |= {
        "BELIG": cohort - girls,
        "GELIG": girls,
        "TFSM6CLA1A": poor,
        "TNotFSM6CLA1A": cohort - poor,
        "TEALGRP2": some(intake.language, cohort, chance),
        "TMOBN": some(intake.stable, cohort, chance),
        "TSENELE": some(intake.plan, cohort, chance),
        "TSENELK": some(intake.support, cohort, chance),
        "TKS1GROUP_L": round(cohort * low),
        "TKS1GROUP_H": min(round(cohort * high), cohort - round(cohort * low)),
        "TKS1AVERAGE": 16.0 + 2.6 * prior,
    }
    raw["TKS1GROUP_M"] = cohort - raw["TKS1GROUP_L"] - raw["TKS1GROUP_H"]
    raw["TEALGRP1"] = cohort - raw["TEALGRP2"]
    raw |= {part: raw[header] / cohort for header, part in _PARTS.items()}


def _by_advantage(raw: dict[str, float], measure: str, levels: dict[str, float], chance: Chance) -> None:
    """Both groups by lot, and the whole as what they make together."""
    reached = 0.0
    for group, level in levels.items():
        pupils = raw[_GROUPS[group]]
        raw[f"{measure}_{group}"] = part = _chance_of(level, pupils, chance)
        reached += part * pupils
    raw[measure] = reached / raw["TELIG"]


def _by_sex(raw: dict[str, float], measure: str, chance: Chance) -> None:
    cohort, girls = raw["TELIG"], raw["GELIG"]
    apart = (0.06 + chance.gauss(0, 0.75 / cohort**0.5)) * (0.5 - abs(raw[measure] - 0.5)) * 2
    raw[f"{measure}_G"] = _share(raw[measure] + apart * (1 - girls / cohort))
    raw[f"{measure}_B"] = _share(raw[measure] - apart * girls / cohort)


def _averages(raw: dict[str, float], level: float, cohort: int, chance: Chance) -> None:
    for subject, usual in (("READ", 104.2), ("GPS", 105.0), ("MAT", 104.0)):
        average = usual + 2.7 * (level - 0.55) + chance.gauss(0, 2.2 / cohort**0.5)
        poor = raw["TFSM6CLA1A"] / cohort
        raw[f"{subject}_AVERAGE"] = average
        raw[f"{subject}_AVERAGE_{_DISADVANTAGED}"] = average - 2.6 * (1 - poor)
        raw[f"{subject}_AVERAGE_{_OTHERS}"] = average + 2.6 * poor
        raw[f"{subject}_AVERAGE_EAL"] = average + (1.0 if subject == "MAT" else 0.1)
        raw[f"{subject}_AVERAGE_G"], raw[f"{subject}_AVERAGE_B"] = average + 0.4, average - 0.4


def _progress(raw: dict[str, float], intake: Intake, fortune: float, cohort: int, chance: Chance) -> None:
    """From the age of seven to eleven, against pupils with the same start: 0 is England's average."""
    poor = raw["TFSM6CLA1A"] / cohort
    school = 1.15 * (fortune - 0.15) - 1.0 * (intake.disadvantaged - 0.35) - 2.4 * intake.plan
    for subject, spread in _PROGRESS.items():
        language = {"READ": 0.2, "WRIT": 0.7, "MAT": 1.6}[subject] * (intake.language - 0.2)
        value = school + language + chance.gauss(0, 0.6) + chance.gauss(0, spread / cohort**0.5)
        gap, apart = 0.9 + chance.gauss(0, 0.4), 0.5 * (1 if subject != "MAT" else -1)
        name = f"{subject}PROG"
        raw[name] = value
        raw[f"{name}_{_DISADVANTAGED}"], raw[f"{name}_{_OTHERS}"] = value - gap * (1 - poor), value + gap * poor
        raw[f"{name}_G"], raw[f"{name}_B"] = value + apart * (1 - intake.girls), value - apart * intake.girls
        raw[f"{name}_L"], raw[f"{name}_M"], raw[f"{name}_H"] = value - 0.3, value + 0.1, value
        raw[f"{name}_EAL"], raw[f"{name}_MOBN"] = value + 0.6, value + 0.1
        raw[f"{subject}COV"] = min(1.0, max(0.3, intake.stable + 0.04 - 0.12 * intake.language * (1 - intake.stable)))


def over_three_years(raw: dict[str, float], before: Sequence[Mapping[str, float]]) -> None:
    """The figure that the tables give beside a year's, over it and the two years before."""
    years = [raw, *before]
    pupils = sum(one["TELIG"] for one in years)
    raw["TELIG_3YR"] = pupils
    raw["PTRWM_EXP_3YR"] = sum(one["PTRWM_EXP"] * one["TELIG"] for one in years) / pupils


def told(raw: dict[str, float], year: int) -> dict[str, Cell]:
    """What the tables say of a school: nothing of five pupils or fewer, no progress where there was no start."""
    found = cells.published(raw, COLUMNS, least_cohort=6, least_group=6, cohort="TELIG")
    if year in WITHOUT_PROGRESS:
        found |= {header: NOT_PUBLISHED for header in found if "PROG" in header or "KS1" in header or "COV" in header}
    elif raw["READCOV"] < 0.5 and raw["TELIG"] >= 6:
        found |= {header: cells.LOW_COVERAGE for header in found if "PROG" in header and found[header] != SUPPRESSED}
    return found


def some(share: float, cohort: float, chance: Chance) -> int:
    return round(cohort * _share(share + chance.gauss(0, (share * (1 - share) / cohort) ** 0.5)))


def _chance_of(level: float, pupils: float, chance: Chance) -> float:
    """The part of so many pupils who got there, of whom each had the odds of `level`."""
    part = 1 / (1 + exp(-level))
    if pupils < 1:
        return part
    return round(pupils * _share(part + chance.gauss(0, (part * (1 - part) / pupils) ** 0.5))) / pupils


def _share(value: float) -> float:
    return 0.0 if value < 0 else 1.0 if value > 1 else value


def _odds(part: float) -> float:
    return log(part / (1 - part))
