"""The published files of five authorities, loaded once for a module whose tests only read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

AT = datetime(2025, 10, 1, 9, tzinfo=UTC)
FILE_OF_2023 = "2023-08-31_state_funded_schools_five_authorities.csv"
FILE_OF_2025 = "2025-08-31_state_funded_schools_five_authorities.csv"


def published(name: str) -> Path:
    """A published file; the test is skipped where these files are not."""
    folder = Path(os.environ.get("ALONGSIDE_SHARED_DATA") or ROOT.parent / "shared" / "data")
    path = folder / "ofsted" / name
    if not path.is_file():
        pytest.skip("the published files are not here: say where they are with ALONGSIDE_SHARED_DATA")
    return path


@contextmanager
def loaded(files: Path, blocker: Any, *names: str) -> Iterator[None]:
    """These published files, loaded in this order whatever the gate says, and everything gone afterwards."""
    from django.core.management import call_command
    from django.test import override_settings

    from alongside.knowledge.opendata import actions

    paths = [published(name) for name in names]
    with override_settings(FILES_ROOT=files), blocker.unblock():
        for path in paths:
            file = actions.keep(path=path, name=path.name, by=None, at=AT)
            load = actions.load(file=file, by=None, at=AT, yes=True, reason="a test of the past")
            assert load.state == "done", load.says
        yield
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def loaded_in_order(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Any]:
    """`with loaded_in_order(name, name): …`"""
    return lambda *names: loaded(tmp_path_factory.mktemp("files"), django_db_blocker, *names)
