"""Kill -9 in the middle of a load, twenty times: yesterday's data stand, and the next load clears up and succeeds."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from alongside.knowledge.opendata import actions
from tests.installations import ROOT, Installation
from tests.opendata.conftest import visible

TIMES = 20
IN_THE_LAST_STEP = 5  # statements of the one in which a load goes live
BEFORE = ("Ofsted, latest inspections, August 2025", "GIAS establishments, August 2026")
KILLED = "Ofsted, latest inspections, October 2026"
AT = datetime(2026, 11, 16, 9, tzinfo=UTC)


def run(installation: Installation, path: Path, *how: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.opendata.killed", str(path), *how]
    done = subprocess.run(command, env=installation.env, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.django_db
def test_a_load_killed_at_any_moment_leaves_what_was_and_can_be_done_again(installation, published):
    installation.alongside("load", *(published[title] for title in BEFORE))
    before, checked = run(installation, published[KILLED], "check")
    assert (checked["state"], checked["seen"]) == ("checked", before["seen"]), checked["says"]

    moments = range(1, checked["decided_at"] + IN_THE_LAST_STEP)
    moments = [str(moment) for moment in Random(20261116).sample(moments, TIMES)]
    *killed, found, after = run(installation, published[KILLED], *moments, "whole")
    assert [line["how"] for line in killed] == moments, "each died before it could say what became of it"
    assert [line["how"] for line in (*killed, found) if line["seen"] != before["seen"]] == []
    assert after["state"] == "done", after["says"]
    assert {**after["seen"], "live": []} == {**in_one_go(published), "live": []}


def in_one_go(published: dict[str, Path]) -> dict[str, list[str]]:
    """What is seen where nothing is killed: the same files, loaded into the database of the test."""
    for title in (*BEFORE, KILLED):
        file = actions.keep(path=published[title], by=None, at=AT)
        load = actions.load(file=file, by=None, at=AT)
        assert load.state == "done", load.says
    return visible()
