"""Kinds of school, as GIAS and Ofsted call them, and how many of each a city has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of establishment. `ofsted` is empty where Ofsted's file of state-funded schools leaves the type out."""

    code: str
    name: str
    group_code: str
    group: str
    ofsted: str
    chart: str = ""  # "Current school type used for chart C6" in the files of 2023 and 2025

    @property
    def maintained(self) -> bool:
        return self.group_code == "4" or self.code in ("07", "12")

    @property
    def academy(self) -> bool:
        return self.group_code in ("10", "11")


_MAINTAINED, _SPECIAL, _ACADEMIES, _FREE = (
    ("4", "Local authority maintained schools"),
    ("5", "Special schools"),
    ("10", "Academies"),
    ("11", "Free Schools"),
)
KINDS: Mapping[str, Kind] = {
    "community": Kind("01", "Community school", *_MAINTAINED, "Community School", "Maintained school"),
    "aided": Kind("02", "Voluntary aided school", *_MAINTAINED, "Voluntary Aided School", "Maintained school"),
    "controlled": Kind(
        "03", "Voluntary controlled school", *_MAINTAINED, "Voluntary Controlled School", "Maintained school"
    ),
    "foundation": Kind("05", "Foundation school", *_MAINTAINED, "Foundation School", "Maintained school"),
    "community special": Kind(
        "07", "Community special school", *_SPECIAL, "Community Special School", "Maintained school"
    ),
    "non-maintained special": Kind(
        "08", "Non-maintained special school", *_SPECIAL, "Non-Maintained Special School", "Maintained school"
    ),
    "independent special": Kind("10", "Other independent special school", *_SPECIAL, ""),
    "independent": Kind("11", "Other independent school", "3", "Independent schools", ""),
    "foundation special": Kind(
        "12", "Foundation special school", *_SPECIAL, "Foundation Special School", "Maintained school"
    ),
    "referral": Kind("14", "Pupil referral unit", *_MAINTAINED, "Pupil Referral Unit", "Maintained school"),
    "nursery": Kind("15", "Local authority nursery school", *_MAINTAINED, "LA Nursery School", "Maintained school"),
    "further education": Kind("18", "Further education", "1", "Colleges", ""),
    "sponsored": Kind("28", "Academy sponsor led", *_ACADEMIES, "Academy Sponsor Led", "Academy sponsor led"),
    "special sponsored": Kind(
        "33", "Academy special sponsor led", *_ACADEMIES, "Academy Special Sponsor Led", "Academy sponsor led"
    ),
    "converter": Kind("34", "Academy converter", *_ACADEMIES, "Academy Converter", "Academy converter"),
    "free": Kind("35", "Free schools", *_FREE, "Free School", "Free school"),
    "free special": Kind("36", "Free schools special", *_FREE, "Free School Special", "Free school"),
    "free alternative": Kind(
        "38", "Free schools alternative provision", *_FREE, "Free School - Alternative Provision", "Free school"
    ),
    "technical": Kind(
        "40", "University technical college", *_FREE, "University Technical College", "Academy sponsor led"
    ),
    "studio": Kind("41", "Studio schools", *_FREE, "Studio School", "Academy sponsor led"),
    "alternative converter": Kind(
        "42",
        "Academy alternative provision converter",
        *_ACADEMIES,
        "Academy Alternative Provision Converter",
        "Academy converter",
    ),
    "alternative sponsored": Kind(
        "43",
        "Academy alternative provision sponsor led",
        *_ACADEMIES,
        "Academy Alternative Provision Sponsor Led",
        "Academy sponsor led",
    ),
    "special converter": Kind(
        "44", "Academy special converter", *_ACADEMIES, "Academy Special Converter", "Academy converter"
    ),
    "sixteen to nineteen": Kind("45", "Academy 16 to 19 converter", *_ACADEMIES, ""),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """What a school is for, whoever runs it. `phase` is Ofsted's word, `gias` GIAS's; ages may vary by school."""

    key: str
    phase: str
    gias_code: str
    gias: str
    ages: tuple[tuple[int, int], ...]
    pupils: tuple[int, int]
    share: float  # of all open schools of a city
    kinds: Mapping[str, float]  # what they are now


STAGES: Mapping[str, Stage] = {
    stage.key: stage
    for stage in (
        Stage("nursery", "Nursery", "1", "Nursery", ((2, 5), (2, 5), (3, 5), (2, 4)), (60, 140), 27, {"nursery": 1}),
        Stage(
            "primary",
            "Primary",
            "2",
            "Primary",
            ((3, 11), (3, 11), (3, 11), (4, 11), (4, 11), (5, 11), (2, 11)),
            (180, 680),
            256,
            {
                "community": 26,
                "aided": 13,
                "controlled": 2.5,
                "foundation": 3.5,
                "converter": 33,
                "sponsored": 21,
                "free": 1,
            },
        ),
        Stage(
            "infant",
            "Primary",
            "2",
            "Primary",
            ((3, 7), (4, 7), (3, 7)),
            (170, 360),
            14,
            {"community": 55, "aided": 10, "converter": 25, "sponsored": 10},
        ),
        Stage(
            "junior",
            "Primary",
            "2",
            "Primary",
            ((7, 11),),
            (220, 480),
            14,
            {"community": 55, "aided": 10, "converter": 25, "sponsored": 10},
        ),
        Stage(
            "secondary",
            "Secondary",
            "4",
            "Secondary",
            ((11, 16), (11, 18), (11, 18)),
            (600, 1500),
            70,
            {"community": 8, "aided": 5, "foundation": 4, "converter": 45, "sponsored": 27, "free": 11},
        ),
        Stage(
            "all-through",
            "Secondary",
            "7",
            "All-through",
            ((3, 16), (4, 18), (4, 16)),
            (900, 1700),
            8,
            {"converter": 4, "sponsored": 3, "free": 2, "foundation": 1},
        ),
        Stage(
            "special",
            "Special",
            "0",
            "Not applicable",
            ((2, 19), (4, 11), (11, 19), (3, 19), (11, 16), (2, 11)),
            (70, 260),
            26,
            {
                "community special": 30,
                "foundation special": 30,
                "special converter": 22,
                "special sponsored": 10,
                "free special": 8,
            },
        ),
        Stage(
            "alternative",
            "PRU",
            "0",
            "Not applicable",
            ((11, 16), (13, 16), (5, 11), (5, 16)),
            (30, 120),
            8,
            {"referral": 35, "alternative converter": 15, "alternative sponsored": 15, "free alternative": 35},
        ),
        Stage("technical", "Secondary", "4", "Secondary", ((14, 19),), (250, 500), 1, {"technical": 1}),
        Stage("studio", "Secondary", "4", "Secondary", ((14, 19),), (120, 300), 1, {"studio": 1}),
        Stage(
            "sixth form",
            "",
            "6",
            "16 plus",
            ((16, 19),),
            (800, 2100),
            2,
            {"further education": 1, "sixteen to nineteen": 1},
        ),
        Stage(
            "outside special", "Special", "0", "Not applicable", ((5, 19),), (40, 110), 2, {"non-maintained special": 1}
        ),
        Stage(
            "independent", "", "0", "Not applicable", ((2, 11), (11, 18), (3, 18)), (70, 620), 14, {"independent": 1}
        ),
        Stage("independent special", "", "0", "Not applicable", ((7, 18),), (8, 60), 5, {"independent special": 1}),
    )
}
"""Shares are numbers of schools in a city of about 450."""
