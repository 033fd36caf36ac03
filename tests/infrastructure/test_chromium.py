"""A browser is found, or its absence is said; it is never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import chromium


def test_the_one_that_is_named_is_taken(monkeypatch, tmp_path: Path):
    named = tmp_path / "my-chromium"
    named.touch()
    monkeypatch.setenv("ALONGSIDE_CHROMIUM", str(named))
    assert chromium.find() == str(named)


def test_one_that_is_named_and_not_there_is_said_to_be_missing(monkeypatch):
    monkeypatch.setenv("ALONGSIDE_CHROMIUM", "nowhere/chromium")
    with pytest.raises(LookupError, match="nowhere/chromium, and there is no such file"):
        chromium.find()


def test_where_there_is_none_it_says_what_to_do(monkeypatch, tmp_path: Path):
    monkeypatch.delenv("ALONGSIDE_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    with pytest.raises(LookupError, match="never skipped"):
        chromium.find()


def test_playwrights_own_is_found_where_it_keeps_it(monkeypatch, tmp_path: Path):
    build = tmp_path / "chromium-1200" / "chrome-linux" / "chrome"
    build.parent.mkdir(parents=True)
    build.touch()
    monkeypatch.delenv("ALONGSIDE_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert chromium.find() == str(build)
