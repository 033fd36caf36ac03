"""A second reading of gaps, slow and plain, in exact fractions: what `results.gaps` must agree with."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

# A school in a year: (urn, value, pupils, in the group)
School = tuple[int, float, int, bool]


def weighted_mean(schools: Sequence[School]) -> Fraction | None:
    """Every pupil stands in line, and the line is averaged."""
    line = [Fraction(value) for _, value, pupils, _ in schools for _ in range(pupils)]
    return sum(line, Fraction(0)) / len(line) if line else None


def size(schools: Sequence[School], better: str) -> Fraction | None:
    inside = weighted_mean([one for one in schools if one[3]])
    outside = weighted_mean([one for one in schools if not one[3]])
    if inside is None or outside is None:
        return None
    return inside - outside if better == "lower" else outside - inside


def slope(points: Sequence[tuple[int, Fraction]]) -> Fraction:
    """By the normal equations, solved by Cramer's rule."""
    n = Fraction(len(points))
    sx, sy = sum((Fraction(x) for x, _ in points), Fraction(0)), sum((y for _, y in points), Fraction(0))
    sxx = sum((Fraction(x) * x for x, _ in points), Fraction(0))
    sxy = sum((x * y for x, y in points), Fraction(0))
    return (n * sxy - sx * sy) / (n * sxx - sx * sx)


def reach(years: Sequence[tuple[int, Sequence[School]]], better: str) -> tuple[Fraction, Fraction] | None:
    """Take out one school, do everything anew, put it back."""
    slopes = []
    for left_out in sorted({one[0] for _, schools in years for one in schools}):
        points = []
        for year, schools in years:
            found = size([one for one in schools if one[0] != left_out], better)
            if found is not None:
                points.append((year, found))
        if len(points) >= 2:
            slopes.append(slope(points))
    return (min(slopes), max(slopes)) if slopes else None
