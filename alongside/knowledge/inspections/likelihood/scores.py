"""How good an order or a chance was, once the outcome is known. Pure; ties are shared fairly."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from alongside.knowledge.inspections.likelihood.facts import Measured


def auc(scores: Sequence[float], inspected: Sequence[bool]) -> float | None:
    """The share of pairs, one inspected and one not, that stand in the right order; a tie is half right. None where
    there is no pair."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    yes = sum(inspected)
    no = len(inspected) - yes
    if not yes or not no:
        return None
    ranks, at = 0.0, 0
    while at < len(order):
        end = at
        while end < len(order) and scores[order[end]] == scores[order[at]]:
            end += 1
        middle = (at + 1 + end) / 2
        ranks += middle * sum(inspected[index] for index in order[at:end])
        at = end
    return (ranks - yes * (yes + 1) / 2) / (yes * no)


def share_in_top(scores: Sequence[float], inspected: Sequence[bool], part: int) -> float | None:
    """The share inspected among the highest-scored part (10: a tenth). Where the edge cuts a tie, those in the tie
    count by their average. None where that is nobody."""
    places = len(scores) // part
    if not places:
        return None
    edge = sorted(scores, reverse=True)[places - 1]
    above = [was for score, was in zip(scores, inspected, strict=True) if score > edge]
    level = [was for score, was in zip(scores, inspected, strict=True) if score == edge]
    return (sum(above) + (places - len(above)) * fmean(level)) / places


def in_fifths(chances: Sequence[float], inspected: Sequence[bool]) -> tuple[tuple[float, float, int], ...]:
    """(mean chance, share inspected, schools) of each fifth, the likeliest first. Equal chances stay in their order."""
    order = sorted(range(len(chances)), key=lambda index: -chances[index])
    size, rest = divmod(len(order), 5)
    found, at = [], 0
    for fifth in range(5):
        end = at + size + (fifth < rest)
        if part := order[at:end]:
            found.append(_held(part, chances, inspected))
        at = end
    return tuple(found)


def in_bands(
    chances: Sequence[float], inspected: Sequence[bool], edges: Sequence[float]
) -> tuple[tuple[float, float, int], ...]:
    """The same for chances between one edge and the next, the likeliest first; bands without a school are left out."""
    found = []
    for low, high in reversed(list(zip((0.0, *edges), (*edges, 1.01), strict=True))):
        if part := [index for index, chance in enumerate(chances) if low <= chance < high]:
            found.append(_held(part, chances, inspected))
    return tuple(found)


def measured(
    scores: Sequence[float], inspected: Sequence[bool], *, edges: Sequence[float] = (), is_chance: bool = False
) -> Measured:
    """Everything at once. With `is_chance` the scores are chances, and whether they came true is measured too."""
    return Measured(
        schools=len(scores),
        inspected=sum(inspected),
        auc=auc(scores, inspected),
        top_tenth=share_in_top(scores, inspected, 10),
        top_fifth=share_in_top(scores, inspected, 5),
        fifths=in_fifths(scores, inspected) if is_chance else (),
        bands=in_bands(scores, inspected, edges) if is_chance else (),
    )


def _held(part: Sequence[int], chances: Sequence[float], inspected: Sequence[bool]) -> tuple[float, float, int]:
    return fmean(chances[index] for index in part), fmean(inspected[index] for index in part), len(part)
