"""The best seat first, again and again: what the solver is held against, and what fills what it leaves open. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from time import perf_counter

from alongside.work.peer_review.cycles.pairing.board import Board, Edge


def fill(board: Board, edges: Iterable[Edge]) -> Board:
    """Give each seat that can be filled to whoever gains most by it, the largest gain first."""
    heap = [(-board.gain(edge), edge) for edge in edges]
    heapify(heap)
    while heap:
        gain, edge = heappop(heap)
        if not board.can_take(edge):
            continue
        now = -board.gain(edge)
        if now > gain:  # its school gives already: it counts less than it did
            heappush(heap, (now, edge))
        else:
            board.add(edge.school, edge.reviewer, lead=edge.lead)
    return board


def mend(board: Board, edges: Iterable[Edge], *, seconds: float) -> Board:
    """Fill seats that nobody can take as things stand, by asking one person to move to another school where somebody
    else can take their seat. As many as can be looked at in this time."""
    until = perf_counter() + seconds
    by_seat: dict[tuple[int, bool], list[Edge]] = {}
    for edge in sorted(edges, reverse=True):
        by_seat.setdefault((edge.school, edge.lead), []).append(edge)
    for seat in list(board.free_seats()):
        if perf_counter() > until:
            break
        _mend_one(board, by_seat, seat)
    return board


def _mend_one(board: Board, by_seat: dict[tuple[int, bool], list[Edge]], seat: tuple[int, bool]) -> bool:
    """One seat: somebody who is at their limit elsewhere comes, and another takes their seat there."""
    for edge in by_seat.get(seat, []):
        if board.can_take(edge):
            board.add(edge.school, edge.reviewer, lead=edge.lead)
            return True
        if set(board.why_not(edge.school, edge.reviewer)) != {"limit"}:
            continue
        for school, lead in _seats_of(board, edge.reviewer):
            board.remove(school, edge.reviewer)
            if board.can_take(edge):
                board.add(edge.school, edge.reviewer, lead=edge.lead)
                instead = next((one for one in by_seat.get((school, lead), []) if board.can_take(one)), None)
                if instead:
                    board.add(school, instead.reviewer, lead=lead)
                    return True
                board.remove(edge.school, edge.reviewer)
            board.add(school, edge.reviewer, lead=lead)
    return False


def _seats_of(board: Board, reviewer: int) -> list[tuple[int, bool]]:
    fixed = board.request.fixed
    led = [(school, True) for school, key in board.leads.items() if key == reviewer and school not in fixed]
    return led + [(school, False) for school, keys in board.others.items() if reviewer in keys and school not in fixed]
