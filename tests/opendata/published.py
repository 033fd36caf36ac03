"""The invented city's files, in the shapes in which GIAS and Ofsted publish: real formats for the machinery's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

SIZE = 24  # schools that are open


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Paths by what they are: `published["GIAS establishments, August 2026"]`."""
    from demo.deliveries import write_files

    posted = write_files(tmp_path_factory.mktemp("published"), SIZE)
    return {post.delivery.title: post.path for post in posted}
