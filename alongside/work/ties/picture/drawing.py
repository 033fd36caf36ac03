"""The picture itself: an SVG of groups in a ring, a mark for each school, a line for each bridge, a broken one for
each gap. Colour is never alone: marks have shapes, lines have widths and dashes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import ceil, cos, pi, sin, sqrt

from alongside.work.ties.picture.queries import City, Group

WIDE, HIGH = 960, 760
_MANY, _MOST = 14, 48  # groups: with marks inside, and at all
_MARKS_AT_MOST = 64
_WIDEST = 2  # bridges of each group, where there are many
_ORDER = ("alone", "unknown", "thin", "connected", "lacks", "has")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a group is drawn."""

    group: Group
    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """`each`: how many schools a mark stands for. `left_out`: groups without room; the table has them."""

    svg: str
    each: int
    left_out: int
    widest_only: bool


def draw(city: City, *, says: str) -> Drawing:
    """The picture of a city. `says`: what it shows, for who cannot see it."""
    shown = sorted(city.groups, key=lambda group: len(group.schools), reverse=True)[:_MOST]
    keys = {group.key for group in shown}
    spots = list(_spots([group for group in city.groups if group.key in keys]))
    small = len(spots) > _MANY
    most = max((len(spot.group.schools) for spot in spots), default=1)
    each = max(1, ceil(most / _MARKS_AT_MOST))
    at = {spot.group.key: spot for spot in spots}
    parts = [
        f'<svg class="ties-picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img" '
        f'aria-labelledby="ties-picture-title"><title id="ties-picture-title">{escape(says)}</title>',
        *_lines(city, at, small=small),
        *(part for spot in spots for part in _group(spot, each, small=small)),
        "</svg>",
    ]
    return Drawing("".join(parts), 1 if small else each, len(city.groups) - len(shown), small)


def _spots(groups: list[Group]) -> Iterator[Spot]:
    """In a ring; where there are many, in two."""
    rings = [groups] if len(groups) <= _MANY else [groups[::2] + groups[1::4], groups[3::4]]
    for number, ring in enumerate(rings):
        shrunk = 1 - 0.42 * number
        for place, group in enumerate(ring):
            turn = 2 * pi * (place + 0.5 * number) / len(ring) - pi / 2
            x, y = WIDE / 2 + cos(turn) * 385 * shrunk, HIGH / 2 + sin(turn) * 290 * shrunk
            yield Spot(group, x, y, 58 if len(groups) <= _MANY else 9 + 2.2 * sqrt(len(group.schools)))


def _lines(city: City, at: dict[str, Spot], *, small: bool) -> Iterator[str]:
    """Bridges as lines that bend towards the middle, the wider the more schools; gaps, where few groups, as dashes."""
    named = [key for key in at if key]
    if not small:
        for one, two in city.bridges.gaps(named):
            yield f'<path class="ties-picture__gap" d="{_bent(at[one], at[two])}"/>'
    drawn = [
        (pair, len(schools)) for pair, schools in city.bridges.between.items() if schools and set(pair) <= at.keys()
    ]
    drawn.sort(key=lambda item: (-item[1], item[0]))
    most = drawn[0][1] if drawn else 1
    if small:
        drawn = _widest(drawn)
    for (one, two), many in reversed(drawn):
        width = 0.8 + 9 * (many / most) ** 2  # by area, so that what is wide stands out
        yield (
            f'<path class="ties-picture__bridge" stroke-width="{width:.1f}" d="{_bent(at[one], at[two])}">'
            f"<title>{escape(at[one].group.name)} and {escape(at[two].group.name)}: {many}</title></path>"
        )


def _widest(drawn: list[tuple[tuple[str, str], int]]) -> list[tuple[tuple[str, str], int]]:
    """Of each group the widest few: all of many would be a ball of wool."""
    had: dict[str, int] = {}
    kept = []
    for pair, many in drawn:
        if any(had.get(key, 0) < _WIDEST for key in pair):
            kept.append((pair, many))
            for key in pair:
                had[key] = had.get(key, 0) + 1
    return kept


def _bent(one: Spot, two: Spot) -> str:
    middle_x, middle_y = (one.x + two.x) / 2, (one.y + two.y) / 2
    bend_x, bend_y = middle_x + (WIDE / 2 - middle_x) * 0.35, middle_y + (HIGH / 2 - middle_y) * 0.35
    return f"M{one.x:.0f} {one.y:.0f}Q{bend_x:.0f} {bend_y:.0f} {two.x:.0f} {two.y:.0f}"


def _group(spot: Spot, each: int, *, small: bool) -> Iterator[str]:
    x, y, below = f"{spot.x:.0f}", spot.y, spot.y + spot.r
    yield f'<circle class="ties-picture__group" cx="{x}" cy="{y:.0f}" r="{spot.r:.0f}"/>'
    if small:
        name = spot.group.name if len(spot.group.name) <= 18 else spot.group.name[:17].rstrip() + "…"
        yield f'<text class="ties-picture__number" x="{x}" y="{y + 5:.0f}">{len(spot.group.schools)}</text>'
        yield f'<text class="ties-picture__small" x="{x}" y="{below + 13:.0f}">{escape(name)}</text>'
        return
    marks = [drawn for drawn in _ORDER for _ in range(ceil(spot.group.count(drawn) / each))]
    across = max(1, ceil(sqrt(len(marks) * 1.15)))
    step = min(12.0, 84 / max(across, 1))
    down = ceil(len(marks) / across)
    for number, drawn in enumerate(marks):
        across_x = spot.x + (number % across - (across - 1) / 2) * step
        down_y = y + (number // across - (down - 1) / 2) * step
        yield mark(drawn, across_x, down_y, step * 0.4)
    yield f'<text class="ties-picture__name" x="{x}" y="{below + 18:.0f}">{escape(spot.group.name)}</text>'


def mark(drawn: str, x: float, y: float, r: float) -> str:
    """A school: its shape says how it stands."""
    if drawn == "alone":
        wide = r * 1.2
        corners = f"M{x:.1f} {y - wide:.1f}l{wide:.1f} {wide:.1f}l-{wide:.1f} {wide:.1f}l-{wide:.1f} -{wide:.1f}z"
        return f'<path class="ties-mark--alone" d="{corners}"/>'
    if drawn in ("unknown", "lacks"):
        return f'<path class="ties-mark--unknown" d="M{x - r * 0.7:.1f} {y:.1f}h{r * 1.4:.1f}"/>'
    if drawn == "thin":
        return f'<circle class="ties-mark--thin" cx="{x:.1f}" cy="{y:.1f}" r="{r * 0.8:.1f}"/>'
    return f'<circle class="ties-mark--connected" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>'


def legend(drawn: str) -> str:
    """The mark by itself, for the legend."""
    shape = mark(drawn, 8, 8, 5)
    return f'<svg class="ties-legend" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{shape}</svg>'
