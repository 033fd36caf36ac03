"""The colours of the stylesheet: enough contrast, and marks that are told apart by those who see few colours.

Contrast: WCAG 2.2, 1.4.3 (text, 4.5 to 1) and 1.4.11 (shapes that mean something, 3 to 1).
"""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from alongside.floor import web
from alongside.floor.web.marks import MARKS

SHEET = (Path(web.__file__).parent / "static" / "web" / "alongside.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});", SHEET)) | {"white": "#ffffff"}

TEXT = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "govuk-focus-colour"),
    ("soft", "paper"),
    ("soft", "card"),
    ("soft", "land"),
    ("soft", "era"),
    ("soft", "era-other"),
    ("link", "paper"),
    ("link", "card"),
    ("link", "land"),
    ("govuk-link-visited-colour", "paper"),
    ("white", "canal-deep"),
    ("white", "canal"),
    ("white", "category"),
    ("category", "card"),
    ("category", "paper"),
    ("canal-deep", "canal-pale"),
    ("amber-dark", "amber-pale"),
    ("red-dark", "red-pale"),
    ("green-dark", "green-pale"),
]
GROUNDS = ["paper", "card", "land"]
PAIRS = list(combinations(["no-concern", "improve", "category"], 2))

# How a screen's red, green and blue arrive where one kind of cone is missing (Machado, Oliveira, Fernandes 2009).
BLINDNESS = {
    "no red cones": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue cones": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> tuple[float, float, float]:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return red, green, blue


def luminance(light: tuple[float, float, float]) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted(luminance(linear(TOKENS[name])) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(light: tuple[float, float, float]) -> tuple[float, float, float]:
    """CIE L*a*b*, in which distance is about what eyes call difference."""
    red, green, blue = [max(0.0, part) for part in light]
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = [v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z)]
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: str, other: str, blindness: str) -> float:
    seen = []
    for name in (one, other):
        light = linear(TOKENS[name])
        red, green, blue = [sum(w * part for w, part in zip(row, light, strict=True)) for row in BLINDNESS[blindness]]
        seen.append(lab((red, green, blue)))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


def test_the_check_reckons_as_wcag_does() -> None:
    assert round((luminance(linear("#fff")) + 0.05) / (luminance(linear("#000")) + 0.05), 1) == 21.0
    assert contrast("white", "white") == 1


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_a_mark_stands_out_from_its_ground(mark: str, ground: str) -> None:
    assert contrast(mark, ground) >= 3


@pytest.mark.parametrize("ground", ["paper", "card"])
def test_the_edge_of_a_field_stands_out(ground: str) -> None:
    assert contrast("edge", ground) >= 3


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_filled_marks_are_told_apart_by_colour_too(one: str, other: str, blindness: str) -> None:
    """Shape and words tell them apart in any case; 10 is several times a just noticeable difference."""
    assert difference(one, other, blindness) >= 10


def test_a_mark_uses_its_own_colour_and_no_other() -> None:
    for key in MARKS:
        assert re.search(rf"\.mark--{key} \.mark__shape[^}}]*var\(--{key}\)", SHEET)
