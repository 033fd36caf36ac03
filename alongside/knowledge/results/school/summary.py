"""The sentences at the top of the School page: what stands out, what changed, what is not known.

Plain, warm, exact: the good and the less good in the same words, every figure with its year, nothing that chance
explains, nothing across a break.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from alongside.floor.kernel.missing import Missing
from alongside.floor.kernel.prose import joined, number, sentence
from alongside.knowledge.results import wording
from alongside.knowledge.results.school.gathering import Gathered
from alongside.knowledge.results.school.lines import Line
from alongside.knowledge.results.standing_out import Change, Comparison, StandingOut, say_changes, say_first

# For what a school of a phase is looked at; a school of another phase owes nobody these figures.
LOOKED_FOR = ("results", "attendance")


def sentences(gathered: Gathered, lines: Sequence[Line], said: StandingOut, *, on: date) -> list[str]:
    """What stands out against similar schools; what changed since the year before; what is not known."""
    if not gathered.own.rows:
        return []
    compared = [line.comparison for line in lines if line.comparison]
    changes = [line.change for line in lines if line.change]
    told = [
        _against("Better than in similar schools", say_first(compared, said, "better", on=on), gathered),
        _against("Less good than in similar schools", say_first(compared, said, "less good", on=on), gathered),
        _much_alike(compared, said, on=on),
        _changed(say_changes(changes, said, on=on), gathered),
        _not_known(gathered, lines, on=on),
    ]
    return [sentence(text) for text in told if text]


def _against(lead: str, found: Sequence[Comparison], gathered: Gathered) -> str:
    if not found:
        return ""
    parts = []
    for one in found:
        dataset = gathered.policy.dataset_by_key[one.measure.dataset]
        parts.append(
            f"{one.measure.short}, {wording.number(one.figure.value or 0, one.measure)} in "
            f"{dataset.words(one.figure.year)} (theirs {wording.number(one.typical, one.measure)})"
        )
    return f"{lead}: {joined(parts)}"


def _much_alike(compared: Sequence[Comparison], said: StandingOut, *, on: date) -> str:
    """Said where headlines were held against similar schools and none of them stands out."""
    held = [one for one in compared if one.measure.headline and one.measure.better != "neither"]
    held = [one for one in held if one.measure.kind in said.kinds and said.is_recent(one.figure.year, on)]
    if not held or any(one.stands_out for one in held):
        return ""
    kinds = [word for kind, word in (("results", "results"), ("attendance", "attendance")) if _has(held, kind)]
    what = joined(kinds) or "figures"
    verb = "is" if kinds == ["attendance"] else "are"
    return f"Its {what} {verb} much as in similar schools; no difference is larger than chance explains"


def _has(compared: Sequence[Comparison], kind: str) -> bool:
    return any(one.measure.kind == kind for one in compared)


def _changed(found: Sequence[Change], gathered: Gathered) -> str:
    parts = [_one_change(one, gathered) for one in found]
    return f"Since the year before: {'; '.join(parts)}" if parts else ""


def _one_change(one: Change, gathered: Gathered) -> str:
    dataset = gathered.policy.dataset_by_key[one.measure.dataset]
    way = "rose" if one.difference > 0 else "fell"
    first = one.since if one.running > 1 else one.before
    from_, to = (wording.number(figure.value or 0, one.measure) for figure in (first, one.now))
    years = f" {number(one.running)} years running" if one.running > 1 else ""
    return (
        f"{one.measure.short} {way}{years}, from {from_} in {dataset.words(first.year)} to {to} in "
        f"{dataset.words(one.now.year)}, which is {one.side}"
    )


def _not_known(gathered: Gathered, lines: Sequence[Line], *, on: date) -> str:
    """Headline figures that are held back or not loaded, and years that no loaded file reaches."""
    parts = [*_held_back(lines, gathered), *_not_loaded(gathered, lines, on=on)]
    return f"Not known: {'; '.join(parts)}" if parts else ""


def _held_back(lines: Iterable[Line], gathered: Gathered) -> list[str]:
    by_reason: dict[tuple[Missing, str], list[str]] = defaultdict(list)
    for line in lines:
        reason = line.figure.why
        if line.measure.headline and reason and reason is not Missing.NOT_APPLICABLE and not line.is_nobodys:
            by_reason[reason, line.year].append(line.measure.short)
    return [f"{joined(names)} of {year}, {wording.why(reason)}" for (reason, year), names in by_reason.items()]


def _not_loaded(gathered: Gathered, lines: Sequence[Line], *, on: date) -> list[str]:
    """Datasets with headline measures for this phase: nothing loaded at all, or nothing of the newest years."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for measure in gathered.policy.measures:
        is_looked_for = measure.headline and measure.kind in LOOKED_FOR and not measure.area_only
        if is_looked_for and measure.phases and gathered.concerns(measure):
            wanted[measure.dataset].append(measure.key)
    nothing, old = [], []
    for key, measures in wanted.items():
        dataset = gathered.policy.dataset_by_key[key]
        rows = {year: said for (name, year), said in gathered.own.rows.items() if name == key}
        told = [year for year, said in rows.items() if any(one in said.values for one in measures)]
        expected = dataset.year_by(on)
        while expected in dataset.not_held:
            expected -= 1
        if not told:
            nothing.append(dataset.title.lower())
        elif max(told) < expected:
            old.append(f"{dataset.title.lower()} after {dataset.words(max(told))}")
    missed = [*nothing, *old]
    return [f"{joined(missed)}, which no loaded file has"] if missed else []
