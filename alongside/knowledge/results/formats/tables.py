"""The wide performance tables that DfE publishes, as seen to 2026-11, and what the record types of each mean.

Record types are those of the dictionaries published with the tables: they differ from table to table (4 is an
authority at key stage 4, and England at key stage 2). Of the tables of staff and of destinations after 18 no file was
to be had: their columns are those by which others read them (2026-11).
"""

from __future__ import annotations

from alongside.knowledge.results.formats.wide import ALL, AUTHORITY, ENGLAND, NATIONAL, STATE_FUNDED, Table

_KS4_AREAS = {"4": (AUTHORITY, STATE_FUNDED), "5": (ENGLAND, ALL), "7": (ENGLAND, STATE_FUNDED)}

TABLES = (
    Table(
        key="dfe-ks2",
        dataset="ks2",
        title="Key stage 2 performance table",
        signature=frozenset({"RECTYPE", "LEA", "URN", "TELIG", "PTRWM_EXP"}),
        areas={"3": (AUTHORITY, STATE_FUNDED), "4": (ENGLAND, ALL), "5": (ENGLAND, STATE_FUNDED)},
        repeats="PTRWM_EXP_",
    ),
    Table(
        key="dfe-ks4",
        dataset="ks4",
        title="Key stage 4 performance table",
        signature=frozenset({"RECTYPE", "LEA", "URN", "TPUP", "ATT8SCR"}),
        areas=_KS4_AREAS,
        repeats="P8MEA_",
    ),
    Table(
        key="dfe-ks5",
        dataset="ks5",
        title="16 to 18 performance table",
        signature=frozenset({"RECTYPE", "LEA", "URN", "TALLPUP_ALEV_1618", "TALLPPE_ALEV_1618"}),
        schools=frozenset({"1", "2", "3"}),
        areas=_KS4_AREAS,
    ),
    Table(
        key="dfe-ks4-destinations",
        dataset="ks4-destinations",
        title="Destinations after key stage 4, performance table",
        signature=frozenset({"RECTYPE", "LEA", "URN", "COHORT", "OVERALL_DEST", "EDUCATIONPER"}),
        areas={"LA": (AUTHORITY, STATE_FUNDED), "4": (AUTHORITY, STATE_FUNDED), NATIONAL: (ENGLAND, STATE_FUNDED)},
    ),
    Table(
        key="dfe-ks5-destinations",
        dataset="ks5-destinations",
        title="Destinations after 16 to 18 study, performance table",
        signature=frozenset({"RECTYPE", "LEA", "URN", "TOT_COHORT", "TOT_OVERALLPER", "TOT_EDUCATIONPER"}),
        schools=frozenset({"1", "2", "3"}),
        areas={"LA": (AUTHORITY, STATE_FUNDED), "4": (AUTHORITY, STATE_FUNDED), NATIONAL: (ENGLAND, STATE_FUNDED)},
    ),
    Table(
        key="dfe-workforce",
        dataset="workforce",
        title="Teachers and other staff, performance table",
        signature=frozenset({"URN", "LA Number", "Pupil: Teacher Ratio"}),
        record="",
        code="LA Number",
        name="",
    ),
    Table(
        key="dfe-census",
        dataset="census",
        title="Pupil population, performance table (school census)",
        signature=frozenset({"URN", "LA", "ESTAB", "SCHOOLTYPE", "NOR", "PNUMFSMEVER"}),
        record="",
        code="LA",
        name="",
        kind="SCHOOLTYPE",
    ),
    Table(
        key="dfe-absence",
        dataset="absence",
        title="Absence, performance table",
        signature=frozenset({"LA", "ESTAB", "URN", "PERCTOT", "PPERSABS10"}),
        record="",
        code="LA",
        name="",
        kind="ESTAB",
        national={
            "PRI": "state-funded primary",
            "SEC": "state-funded secondary",
            "SPE": "state-funded special school",
        },
    ),
)
