"""A second hand writes in order while the first reads on; what goes wrong there is heard here."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.writing.second_hand import MOST_WAITING, OwnHand, SecondHand, hand


class Broken(Exception):
    pass


def broken() -> None:
    raise Broken


@pytest.fixture
def second(transactional_db: None) -> Any:
    made = SecondHand()
    yield made
    made.end()


def test_everything_is_done_in_order_by_another_thread(second: SecondHand):
    done: list[tuple[int, bool]] = []
    here = threading.get_ident()
    for number in range(20):
        second.do(lambda number=number: done.append((number, threading.get_ident() == here)))
    second.wait()
    assert done == [(number, False) for number in range(20)]


def test_no_more_lies_ready_than_is_good_for_the_memory(second: SecondHand):
    may_go_on = threading.Event()
    second.do(may_go_on.wait)
    for _ in range(MOST_WAITING - 1):
        second.do(lambda: None)
    full = threading.Thread(target=second.do, args=(lambda: None,))
    full.start()
    assert full.is_alive()
    may_go_on.set()
    full.join()
    second.wait()


def test_what_goes_wrong_is_raised_to_whoever_waits(second: SecondHand):
    second.do(broken)
    with pytest.raises(Broken):
        second.wait()
    second.wait()


def test_what_goes_wrong_is_raised_to_whoever_gives_on(second: SecondHand):
    for _ in range(MOST_WAITING):
        second.do(broken)
    with pytest.raises(Broken):
        second.do(broken)


def test_after_the_end_nothing_that_lay_ready_is_begun(transactional_db: None):
    second, begun, may_go_on, done = SecondHand(), threading.Event(), threading.Event(), []

    def first() -> None:
        begun.set()
        may_go_on.wait()
        done.append("first")

    second.do(first)
    second.do(lambda: done.append("second"))
    begun.wait()
    ending = threading.Thread(target=second.end)
    ending.start()
    may_go_on.set()
    ending.join()
    assert done == ["first"]


def test_it_writes_on_a_connection_of_its_own(second: SecondHand):
    connection.ensure_connection()
    others: list[Any] = []
    second.do(lambda: others.append((connection.connection, Load.objects.count())))
    second.wait()
    assert connection.connection is not others[0][0]


@pytest.mark.django_db(transaction=True)
def test_a_second_hand_is_taken_where_there_is_a_server_and_no_transaction():
    taken = hand()
    try:
        assert isinstance(taken, SecondHand if connection.vendor == "postgresql" else OwnHand)
        with transaction.atomic():
            assert isinstance(hand(), OwnHand)
    finally:
        taken.end()
