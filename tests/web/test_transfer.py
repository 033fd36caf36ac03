"""`alongside transfer`: a partnership moves from its SQLite file into another database, the kind that the run is on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import migrated
from tests.installations import Installation


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = Installation(tmp_path_factory.mktemp("old"))
    migrated.copy_to(made.var / migrated.DATABASE)
    made.alongside("invite", "ruth@partnership.example", "--role", "staff")
    made.alongside("invite", "dara@partnership.example", "--role", "data-officer")
    return made


def url_of(installation: Installation) -> str:
    return installation.database_url or f"sqlite:///{installation.var / 'alongside.sqlite3'}"


def test_people_and_the_journal_move_along_and_the_work_goes_on(old: Installation, installation: Installation):
    head = old.alongside("journal", "head").stdout
    said = old.alongside("transfer", url_of(installation)).stdout
    assert "accounts.User: 2" in said
    assert installation.alongside("journal", "head").stdout == head
    assert "The journal is whole" in installation.alongside("journal", "verify").stdout
    installation.alongside("invite", "third@partnership.example", "--role", "staff")
    assert "nine entries" in installation.alongside("journal", "verify").stdout


def test_it_does_not_write_over_what_is_there(old: Installation, installation: Installation):
    installation.alongside("invite", "ruth@partnership.example", "--role", "staff")
    done = old.alongside("transfer", url_of(installation), check=False)
    assert done.returncode == 1
    assert "is not empty: accounts.User has rows" in done.stderr


def test_an_address_that_leads_nowhere_is_said_to(tmp_path: Path):
    done = Installation(tmp_path).alongside("transfer", f"sqlite:///{tmp_path}/no-such-folder/x.sqlite3", check=False)
    assert done.returncode == 1
    assert "That database cannot be used" in done.stderr
