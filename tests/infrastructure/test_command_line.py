"""The command line says what is wrong in a sentence, not in a traceback."""

from __future__ import annotations

from pathlib import Path

from tests.installations import Installation


def test_a_database_without_tables_is_met_with_the_command_that_makes_them(tmp_path: Path):
    done = Installation(tmp_path).alongside("journal", "head", check=False)
    assert done.returncode == 1
    assert "run `alongside migrate`" in done.stderr
    assert "Traceback" not in done.stderr
