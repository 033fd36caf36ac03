"""The end of key stage 4, by the headers of the performance tables."""

from __future__ import annotations

from math import exp

from demo.chance import Chance
from demo.outcomes import cells
from demo.outcomes.cells import NO_ENTRIES, NOT_PUBLISHED, SUPPRESSED, Cell, Column
from demo.outcomes.intake import Intake
from demo.outcomes.ks2 import Standing, some

# England's Attainment 8. Nothing was published of 2020 and 2021; grades from 9 to 1 came in 2017, and were given more
# freely in 2022.
ATTAINMENT = {2016: 49.6, 2017: 46.1, 2018: 46.5, 2019: 46.8, 2022: 48.9, 2023: 46.3, 2024: 46.0, 2025: 46.1}
YEARS = tuple(ATTAINMENT)
WITHOUT_PROGRESS = (2025,)  # the pupils had sat no tests at eleven: those were cancelled
_SPREAD = 1.27  # of Progress 8 among pupils
_GROUPS = {  # suffix to the count of the group; how far it lies from all in Progress 8, and in Attainment 8
    "FSM6CLA1A": ("TFSM6CLA1A", 0.0, 0.0),
    "NFSM6CLA1A": ("TNOTFSM6CLA1A", 0.0, 0.0),
    "LO": ("TPRIORLO", -0.06, -20.0),
    "AV": ("TPRIORAV", 0.02, -4.0),
    "HI": ("TPRIORHI", 0.02, 14.0),
    "EAL": ("TEALGRP2", 0.42, 2.0),
    "GIRLS": ("GPUP", 0.0, 0.0),
    "BOYS": ("BPUP", 0.0, 0.0),
    "NMOB": ("TNMOB", 0.05, 0.6),
}
_COUNTS = {
    "GPUP": "PGPUP",
    "BPUP": "PBPUP",
    "TPRIORLO": "PTPRIORLO",
    "TPRIORAV": "PTPRIORAV",
    "TPRIORHI": "PTPRIORHI",
    "TFSM6CLA1A": "PTFSM6CLA1A",
    "TNOTFSM6CLA1A": "PTNOTFSM6CLA1A",
    "TEALGRP2": "PTEALGRP2",
    "TEALGRP1": "PTEALGRP1",
    "TNMOB": "PTNMOB",
    "SENSE4": "PSENSE4",
    "SENAPK4": "PSENAPK4",
    "SENE4": "PSENE4",
    "SENK4": "PSENK4",
}
# Of pupils, those with English and maths at 4 and at 5, by the headers for all and for groups.
_BASICS = {
    "": "PTL2BASICS_{}",
    "FSM6CLA1A": "PTFSM6CLA1ABASICS_{}",
    "NFSM6CLA1A": "PTNOTFSM6CLA1ABASICS_{}",
    "GIRLS": "PGL2BASICS_{}",
    "BOYS": "PBL2BASICS_{}",
    "EAL": "PTL2BASICSEAL_{}",
    "NMOB": "PTL2BASICSNMOB_{}",
}
_EBACC = {
    "": "PTEBACC_E_PTQ_EE",
    "FSM6CLA1A": "PTEBACC_EFSM6CLA1A_PTQ_EE",
    "NFSM6CLA1A": "PTEBACC_ENFSM6CLA1A_PTQ_EE",
    "GIRLS": "PGEBACC_E_PTQ_EE",
    "BOYS": "PBEBACC_E_PTQ_EE",
    "EAL": "PTEBACC_EEAL_PTQ_EE",
}
_EBACC_AT = {
    "": "PTEBACC_{}",
    "FSM6CLA1A": "PTEBACC_{}_FSM6CLA1A",
    "NFSM6CLA1A": "PTEBACC_{}_NFSM6CLA1A",
    "GIRLS": "PGEBACC_{}",
    "BOYS": "PBEBACC_{}",
    "EAL": "PTEBACCEAL_{}",
}
_ENTERED = {"PTEBACLAN_E_PTQ_EE": 0.47, "PTEBACHUM_E_PTQ_EE": 0.82, "PTEBAC2SCI_E_PTQ_EE": 0.95, "PTtripleSci_E": 0.26}
_ENTERED["PTmultiLan_E"] = 0.06
_ELEMENTS = {"ENG": 0.214, "MAT": 0.197, "EBAC": 0.287, "OPEN": 0.302}
_ABOUT_STATE_SCHOOLS = ("DIFFN", "KS2", "PRIOR", "FSM6", "EAL", "NMOB", "SEN", "P8")


def _columns() -> dict[str, Column]:
    found = {"TOTPUPS": cells.count(), "NUMBOYS": cells.count(), "NUMGIRLS": cells.count(), "TPUP": cells.count()}
    for header, part in _COUNTS.items():
        found |= {header: cells.count(), part: cells.share("TPUP")}
    found |= {"DIFFN_ATT8": cells.mean("TFSM6CLA1A"), "DIFFN_P8MEA": cells.mean("TFSM6CLA1A", 2)}
    found |= {"KS2APS": cells.mean("TPUP"), "KS2ASS": cells.mean("TPUP"), "TOTATT8": cells.count()}
    found |= {"P8MEACOV": cells.share("TPUP"), "PT5EM_94": cells.share("TPUP"), "PTANYQ_PTQ_EE": cells.share("TPUP")}
    found |= dict.fromkeys(_ENTERED, cells.share("TPUP")) | {"TAVENT_E_3NG_PTQ_EE": cells.mean("TPUP")}
    for element in _ELEMENTS:
        for group in ("", "FSM6CLA1A", "NFSM6CLA1A", "GIRLS", "BOYS"):
            found[f"ATT8SCR{element}_{group}".rstrip("_")] = cells.mean(_every_group()[group])
        for group in ("", "FSM6CLA1A", "NFSM6CLA1A"):
            end, pupils = f"_{group}".rstrip("_"), _every_group()[group]
            found[f"P8MEA{element}{end}"] = cells.mean(pupils, 2)
            low, high = cells.interval(f"P8MEA{element}{end}", pupils, 1.45, 2)
            found |= {f"P8MEA{element}_CILOW{end}": low, f"P8MEA{element}_CIUPP{end}": high}
    for group, pupils in _every_group().items():
        end, scored = f"_{group}".rstrip("_"), f"P8PUP_{group}".rstrip("_")
        found |= {f"ATT8SCR{end}": cells.mean(pupils), f"EBACCAPS{end}": cells.mean(pupils, 2), scored: cells.count()}
        found[f"P8MEA{end}"] = cells.mean(pupils, 2)
        low, high = cells.interval(f"P8MEA{end}", pupils, _SPREAD, 2)
        found |= {f"P8CILOW{end}": low, f"P8CIUPP{end}": high}
    for group, header in _BASICS.items():
        found |= {header.format(grade): cells.share(_every_group()[group]) for grade in (94, 95)}
    found |= {header: cells.share(_every_group()[group]) for group, header in _EBACC.items()}
    for group, header in _EBACC_AT.items():
        found |= {header.format(grade): cells.share(_every_group()[group]) for grade in (94, 95)}
    return found


def _every_group() -> dict[str, str]:
    return {"": "TPUP"} | {group: count for group, (count, _, _) in _GROUPS.items()}


COLUMNS = _columns()


def figures(standing: Standing, year: int, chance: Chance, *, special: bool) -> dict[str, float]:
    """A school's raw figures of a year, its groups' among them."""
    intake, fortune, cohort = standing
    raw = _pupils(intake, cohort, chance)
    progress = _progress_of(intake, fortune, special=special) + chance.gauss(0, 0.12)
    progress += chance.gauss(0, _SPREAD / cohort**0.5)
    points = ATTAINMENT[year] + 10 * progress + 2.15 * (raw["KS2ASS"] - 104.0)
    points = max(points, 1.2 + 6 / (1 + exp(-(points + 4) / 6)))
    raw["P8MEACOV"] = min(0.99, intake.stable + 0.03)
    _one_group(raw, "", progress, points, chance)
    gap = 0.58 + chance.gauss(0, 0.1) + chance.gauss(0, 1.2 / cohort**0.5)
    _two_groups(raw, ("FSM6CLA1A", "NFSM6CLA1A"), progress, points, -gap, chance)
    apart = 0.26 + chance.gauss(0, 0.07) + chance.gauss(0, 1.0 / cohort**0.5)
    _two_groups(raw, ("GIRLS", "BOYS"), progress, points, apart, chance)
    for group in ("LO", "AV", "HI", "EAL", "NMOB"):
        pupils, further, higher = _GROUPS[group]
        wobble = chance.gauss(0, 0.9 / max(raw[pupils], 1) ** 0.5)
        _one_group(raw, group, progress + further + wobble, max(1.0, points + higher + 10 * wobble), chance)
    _elements(raw, chance)
    raw["TOTATT8"] = points * cohort
    raw["DIFFN_ATT8"] = raw["ATT8SCR_FSM6CLA1A"] - ATTAINMENT[year] - 3.1  # England's other pupils
    raw["DIFFN_P8MEA"] = raw["P8MEA_FSM6CLA1A"] - 0.16
    raw["PT5EM_94"] = raw["PTL2BASICS_94"] * 0.97
    raw["PTANYQ_PTQ_EE"] = min(1.0, 1 / (1 + exp(-(points + 12) / 9)) + 0.01)
    return raw


def _elements(raw: dict[str, float], chance: Chance) -> None:
    """English, maths, the baccalaureate's and the open subjects; and which subjects pupils took."""
    for element, part in _ELEMENTS.items():
        apart = chance.gauss(0, 0.1)
        for group in ("", "_FSM6CLA1A", "_NFSM6CLA1A", "_GIRLS", "_BOYS"):
            raw[f"ATT8SCR{element}{group}"] = max(0.1, (raw[f"ATT8SCR{group}"] + 10 * apart) * part)
            if "SM6" in group or not group:
                raw[f"P8MEA{element}{group}"] = raw[f"P8MEA{group}"] + apart
    points = raw["ATT8SCR"]
    for header, usual in _ENTERED.items():
        raw[header] = _part(usual + (points - 46) / 70 + chance.gauss(0, 0.05)) if points > 18 else 0.0
    raw["TAVENT_E_3NG_PTQ_EE"] = max(0.5, 7.8 + (points - 46) / 16 + chance.gauss(0, 0.25))


def _progress_of(intake: Intake, fortune: float, *, special: bool) -> float:
    """What a school adds, in grades a subject: by its own fortune, and by what its pupils live with."""
    school = 0.36 * (fortune - 0.15) + 0.5 * (intake.language - 0.2) - 1.0 * (intake.disadvantaged - 0.32)
    return school - 1.0 if special else school


def _pupils(intake: Intake, cohort: int, chance: Chance) -> dict[str, float]:
    girls, poor = round(cohort * intake.girls), some(intake.disadvantaged, cohort, chance)
    other = some(intake.language, cohort, chance)
    prior = intake.prior + chance.gauss(0, 0.6 / cohort**0.5)
    low = min(cohort, round(cohort / (1 + exp(1.35 + 1.6 * prior))))
    high = min(cohort - low, round(cohort / (1 + exp(0.75 - 1.5 * prior))))
    boys_in_all = round(intake.pupils * (1 - intake.girls))
    raw: dict[str, float] = {
        "TOTPUPS": intake.pupils,
        "NUMBOYS": boys_in_all,
        "NUMGIRLS": intake.pupils - boys_in_all,
        "TPUP": cohort,
        "GPUP": girls,
        "BPUP": cohort - girls,
        "TPRIORLO": low,
        "TPRIORAV": cohort - low - high,
        "TPRIORHI": high,
        "TFSM6CLA1A": poor,
        "TNOTFSM6CLA1A": cohort - poor,
        "TEALGRP2": other,
        "TEALGRP1": cohort - other,
        "TNMOB": some(intake.stable, cohort, chance),
        "SENSE4": some(intake.plan, cohort, chance),
        "SENAPK4": some(intake.support, cohort, chance),
    }
    raw |= {"SENE4": raw["SENSE4"], "SENK4": raw["SENAPK4"]}
    raw |= {part: raw[header] / cohort for header, part in _COUNTS.items()}
    raw |= {"KS2ASS": 104.0 + 5.6 * prior, "KS2APS": 28.3 + 3.6 * prior}
    return raw


def _one_group(raw: dict[str, float], group: str, progress: float, points: float, chance: Chance) -> None:
    end = f"_{group}" if group else ""
    pupils = raw[_GROUPS[group][0]] if group else raw["TPUP"]
    points = min(88.0, max(0.3, points))
    raw[f"P8MEA{end}"], raw[f"ATT8SCR{end}"] = progress, points
    raw[f"P8PUP{end}"] = round(pupils * raw["P8MEACOV"])
    raw[f"EBACCAPS{end}"] = max(0.02, points * 0.0905 - 0.2)
    entering = _part(raw.get(_EBACC[""], 0.4) + (points - raw["ATT8SCR"]) / 60) if group else _entering(points, chance)
    if group in _EBACC:
        raw[_EBACC[group]] = entering
    for grade, middle in ((94, 40.5), (95, 49.5)):
        reached = 1 / (1 + exp((middle - points) / 7.2))
        if group in _BASICS:
            raw[_BASICS[group].format(grade)] = reached
        if group in _EBACC_AT:
            raw[_EBACC_AT[group].format(grade)] = _part(entering * reached ** (0.75 if grade == 94 else 0.9))


def _two_groups(
    raw: dict[str, float], pair: tuple[str, str], progress: float, points: float, apart: float, chance: Chance
) -> None:
    """Two groups that are all pupils between them: the first lies `apart` from the second in Progress 8."""
    part = raw[_GROUPS[pair[0]][0]] / raw["TPUP"]
    for group, further in ((pair[0], apart * (1 - part)), (pair[1], -apart * part)):
        higher = 19 * further if group.endswith("FSM6CLA1A") else 14 * further
        higher = max(higher, -0.8 * points)
        _one_group(raw, group, progress + further, points + higher, chance)


def _entering(points: float, chance: Chance) -> float:
    return _part(0.4 + (points - 46) / 70 + chance.gauss(0, 0.08)) if points > 18 else 0.0


def _part(value: float) -> float:
    return 0.0 if value < 0 else 1.0 if value > 1 else value


def told(raw: dict[str, float], year: int, *, independent: bool) -> dict[str, Cell]:
    """What the tables say of a school: nothing of five pupils or fewer, and of independent schools no progress."""
    found = cells.published(raw, COLUMNS, least_cohort=6, least_group=6, cohort="TPUP")
    if year in WITHOUT_PROGRESS:
        found |= {header: NOT_PUBLISHED for header in found if "P8" in header or "KS2" in header or "PRIOR" in header}
    if year == 2016:
        found = {header: cell for header, cell in found.items() if not header.endswith(("_94", "_95"))}
    if independent:
        hidden = (header for header in found if any(part in header for part in _ABOUT_STATE_SCHOOLS))
        found |= dict.fromkeys(hidden, NOT_PUBLISHED)
    if not raw["PTEBACC_E_PTQ_EE"]:
        entered = (
            header for header in found if ("EBACC_" in header or "EBACCEAL" in header) and found[header] != SUPPRESSED
        )
        found |= dict.fromkeys(entered, NO_ENTRIES)
    return found
