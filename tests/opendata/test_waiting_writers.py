"""While a national file is loaded, nobody who writes waits longer than a second."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, transaction

from alongside.knowledge.opendata import actions
from alongside.knowledge.opendata.models import Load
from tests.opendata.conftest import NOW
from tests.opendata.toys import REGISTER_HEADER

ROWS = 50_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("check_only", [False, True])
def test_another_writer_gets_its_turn_within_a_second(toys, made, check_only):
    rows = "".join(f"{100_000 + at},School {at},01/09/1990,{at % 900},Primary,\n" for at in range(ROWS))
    file = actions.keep(path=made("register_as_at_31_Aug_2025.csv", f"{REGISTER_HEADER}\n{rows}"), by=None, at=NOW)
    waited: list[float] = []
    ended = threading.Event()

    def write() -> None:
        mark = Load.objects.create(file=file, asked_at=NOW)
        while not ended.wait(0.005):
            begun = time.monotonic()
            with transaction.atomic():
                Load.objects.filter(pk=mark.pk).update(says="still here")
            waited.append(time.monotonic() - begun)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        load = actions.load(file=file, by=None, at=NOW, check_only=check_only)
    finally:
        ended.set()
        writer.join()
    assert load.state == ("checked" if check_only else "done"), load.says
    assert load.rows_taken == ROWS
    assert len(waited) > 5
    assert max(waited) < 1
