"""What an installation is, read from the environment and from what the demo wrote down."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from alongside.config import installation, mail


def here(var: Path, **environ: str) -> installation.Installation:
    return installation.read({"ALONGSIDE_VAR": str(var)} | environ)


def test_without_a_word_it_is_a_sqlite_file_under_var(tmp_path: Path):
    found = here(tmp_path)
    assert found.database_url == f"sqlite:///{tmp_path}/alongside.sqlite3"
    assert (found.today, found.is_demo, found.debug, found.https) == (None, False, False, False)
    assert found.policy_folders == (installation.ROOT / "policies",)


def test_what_the_demo_wrote_down_speaks_for_its_own_database_alone(tmp_path: Path):
    (tmp_path / "installation.yaml").write_text("today: 2026-03-09\ndemo: true\npolicies: demo/policies\n")
    demo = here(tmp_path)
    assert demo.today == date(2026, 3, 9)
    assert demo.is_demo
    assert demo.policy_folders[0] == installation.ROOT / "demo" / "policies"
    other = here(tmp_path, DATABASE_URL="postgresql://host/name")
    assert other.database_url == "postgresql://host/name"
    assert (other.today, other.is_demo) == (None, False)


def test_a_day_that_is_no_day_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="31 August"):
        here(tmp_path, ALONGSIDE_TODAY="31 August")


def test_the_secret_is_made_once_and_read_by_its_owner_alone(tmp_path: Path):
    first, second = here(tmp_path).secret_key, here(tmp_path).secret_key
    assert first == second
    assert len(first) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert here(tmp_path, ALONGSIDE_SECRET_KEY="another").secret_key == "another"


def test_a_relative_folder_is_the_same_folder_wherever_one_goes_afterwards(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert here(Path("mine")).var == tmp_path / "mine"


@pytest.mark.parametrize(
    ("address", "port", "tls", "ssl"),
    [
        ("smtp://relay.example", 25, False, False),
        ("smtp+tls://u:p%40ss@mail.example", 587, True, False),
        ("smtps://u:p@mail.example:4650", 4650, False, True),
    ],
)
def test_where_letters_go_is_said_in_one_line(address: str, port: int, tls: bool, ssl: bool):
    said = mail.settings_of(address)
    assert (said["EMAIL_PORT"], said["EMAIL_USE_TLS"], said["EMAIL_USE_SSL"]) == (port, tls, ssl)
    assert said["EMAIL_HOST"].endswith(".example")
    assert said["EMAIL_HOST_PASSWORD"] in ("", "p@ss", "p")


def test_without_an_address_letters_are_printed():
    assert "console" in mail.settings_of("")["EMAIL_BACKEND"]


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://"])
def test_an_address_that_cannot_be_read_is_refused_without_repeating_a_password(address: str):
    with pytest.raises(ValueError, match="should read like"):
        mail.settings_of(address)
    with pytest.raises(ValueError, match="should read like") as error:
        mail.settings_of("user:secret@mail.example")
    assert "secret" not in str(error.value)
