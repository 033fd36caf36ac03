"""The best teams, by HiGHS (scipy): never worse than the greedy choice, and how far from the best possible at most.

A mixed-integer programme: one variable for each seat that somebody may take, one for each school that may give. Where
there are very many, only the likeliest people for each seat are looked at; what that leaves open is filled from all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from alongside.work.peer_review.cycles.pairing import greedy, rules
from alongside.work.peer_review.cycles.pairing.board import Board, Edge, edges_of
from alongside.work.peer_review.cycles.pairing.facts import Request, Teams
from alongside.work.peer_review.cycles.policies import PeerReview

# Called with what is being done and how much of the whole is done, of 100.
Progress = Callable[[str, int], None]

MANY = 12_000  # edges from which on only the likeliest are looked at
LIKELIEST = 16  # people for each seat, then
WITHIN = 24.0  # seconds from the beginning until the best found so far counts
AT_LEAST = 4.0  # seconds that the solver has, however slowly the machine came to it
MENDING = 2.0  # seconds
CLOSE_ENOUGH = 1e-4  # of the objective, where there are many


@dataclass(frozen=True, slots=True)
class Solved:
    """Teams, what they count, what the greedy choice counts, and what no choice can exceed (None where only the
    likeliest people were looked at: it is not known then). `how`: whose teams they are."""

    teams: Teams
    objective: int
    greedy: int
    bound: int | None
    edges: int
    seconds: float
    how: str


def solve(request: Request, policy: PeerReview, progress: Progress = lambda words, done: None) -> Solved:
    """Teams for every school that has none yet."""
    begun = perf_counter()
    progress("Finding out who could review whom", 5)
    edges = edges_of(request, policy)
    progress("Choosing the best seat first, to have something to beat", 30)
    plain = greedy.fill(Board(request, policy), edges).teams()
    at_least = rules.objective(plain, request, policy)
    progress("Looking for the best teams of all", 40)
    chosen, bound = _best(edges, request, policy, seconds=max(AT_LEAST, WITHIN - (perf_counter() - begun)))
    progress("Filling what is left open", 85)
    board = Board(request, policy)
    for edge in chosen:
        if board.can_take(edge):
            board.add(edge.school, edge.reviewer, lead=edge.lead)
    greedy.fill(board, [edge for edge in edges if board.has_seat(edge.school, lead=edge.lead)])
    if len(edges) > MANY and next(board.free_seats(), None):  # the solver did not look at all of them
        greedy.mend(board, edges, seconds=MENDING)
    found = board.teams()
    reached = rules.objective(found, request, policy)
    if reached < at_least:
        found, reached, how = plain, at_least, "greedy"
    else:
        how = "solver"
    return Solved(found, reached, at_least, bound, len(edges), perf_counter() - begun, how)


def _best(
    edges: Sequence[Edge], request: Request, policy: PeerReview, *, seconds: float
) -> tuple[list[Edge], int | None]:
    """The seats of the best teams, and a bound on what any could count."""
    many = len(edges) > MANY
    board = Board(request, policy)
    looked_at = [edge for edge in (_likeliest(edges) if many else edges) if board.can_take(edge)]
    if not looked_at:
        return [], rules.objective({}, request, policy)
    answer = _solved(looked_at, board, request, policy, many=many, seconds=seconds)
    already = rules.objective({}, request, policy)
    bound = None if many or answer.mip_dual_bound is None else already + int(np.floor(-answer.mip_dual_bound + 1e-6))
    if answer.x is None:
        return [], bound
    values = answer.x[: len(looked_at)]
    return [looked_at[number] for number in np.argsort(-values, kind="stable") if values[number] > 0.5], bound


def _likeliest(edges: Iterable[Edge]) -> list[Edge]:
    """The best people for each seat, and the best seats for each person, so that nobody is passed over altogether."""
    seats: dict[tuple[int, bool], list[Edge]] = {}
    people: dict[int, list[Edge]] = {}
    for edge in edges:
        seats.setdefault((edge.school, edge.lead), []).append(edge)
        people.setdefault(edge.reviewer, []).append(edge)
    kept: set[Edge] = set()
    for some in seats.values():
        kept.update(sorted(some, reverse=True)[:LIKELIEST])
    for some in people.values():
        kept.update(sorted(some, reverse=True)[: LIKELIEST // 3])
    return sorted(kept)


def _solved(
    edges: Sequence[Edge], board: Board, request: Request, policy: PeerReview, *, many: bool, seconds: float
) -> Any:
    """HiGHS's answer: the first variables are the edges, the others schools that give."""
    # It takes half a second to import, and most pages never pair anybody.
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    givers = sorted(
        {
            own
            for edge in edges
            if (own := request.reviewer_of[edge.reviewer].school) is not None
            and own in request.school_of
            and not board.giving[own]
        }
    )
    rows = _Rows(edges, givers, board, request)
    width = len(edges) + len(givers)
    matrix = csr_array((rows.values, (rows.rows, rows.columns)), shape=(len(rows.upper), width))
    worth = np.concatenate([[-edge.worth for edge in edges], np.full(len(givers), -policy.giving)])
    integral = np.concatenate([np.ones(len(edges)), np.zeros(len(givers))])
    return milp(
        worth,
        constraints=LinearConstraint(matrix, -np.inf, np.array(rows.upper)),
        integrality=integral,
        bounds=Bounds(0, 1),
        options={"time_limit": seconds, "mip_rel_gap": CLOSE_ENOUGH if many else 0.0},
    )


class _Rows:
    """The rules between teams as rows of a matrix, each at most so much."""

    def __init__(self, edges: Sequence[Edge], givers: Sequence[int], board: Board, request: Request) -> None:
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.values: list[float] = []
        self.upper: list[float] = []
        own = {one.key: one.school for one in request.reviewers}
        groups: dict[tuple[Any, ...], list[int]] = {}
        for number, edge in enumerate(edges):
            school, from_school = edge.school, own[edge.reviewer]
            groups.setdefault(("seat", school, edge.lead), []).append(number)
            groups.setdefault(("limit", edge.reviewer), []).append(number)
            if from_school is None:
                groups.setdefault(("once", school, edge.reviewer), []).append(number)
            else:  # nobody twice, one of a school, and neither reviews the other: one row holds all three
                pair = (min(school, from_school), max(school, from_school))
                groups.setdefault(("pair", *pair), []).append(number)
        for key, columns in groups.items():
            if (most := _most(key, board, request)) < len(columns):
                self._row(columns, most)
        self._giving(edges, givers, own)

    def _row(self, columns: Sequence[int], most: float, value: float = 1.0) -> None:
        self.rows += [len(self.upper)] * len(columns)
        self.columns += columns
        self.values += [value] * len(columns)
        self.upper.append(most)

    def _giving(self, edges: Sequence[Edge], givers: Sequence[int], own: dict[int, int | None]) -> None:
        """A school gives no more than its reviewers do."""
        column = {urn: len(edges) + number for number, urn in enumerate(givers)}
        seats: dict[int, list[int]] = {}
        for number, edge in enumerate(edges):
            urn = own[edge.reviewer]
            if urn in column:
                seats.setdefault(urn, []).append(number)
        for urn, columns in seats.items():
            self._row(columns, 0.0, value=-1.0)
            self.rows.append(len(self.upper) - 1)
            self.columns.append(column[urn])
            self.values.append(1.0)


def _most(key: tuple[Any, ...], board: Board, request: Request) -> int:
    """How many of a group may be: seats that a school has, schools that somebody can still review, else one."""
    if key[0] == "seat":
        return 1 if key[2] else request.team - 1
    if key[0] == "limit":
        return board.left(key[1])
    return 1
