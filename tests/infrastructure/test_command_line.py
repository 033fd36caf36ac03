"""The command line says what is wrong in a sentence, not in a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.installations import ROOT, Installation


def test_a_database_without_tables_is_met_with_the_command_that_makes_them(tmp_path: Path):
    done = Installation(tmp_path).alongside("journal", "head", check=False)
    assert done.returncode == 1
    assert "run `alongside migrate`" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path):
    """`alongside priority | head`: what is not read goes nowhere, and nobody is shown a traceback."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "alongside", "help"],
        env=Installation(tmp_path).env,
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == ""
