"""Before the first file the list of Priority Schools says how to begin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.reading import body


def test_without_a_file_the_list_says_how_to_begin(
    load_file: Callable[..., Any], ruth: Any, client_of: Callable[..., Any]
) -> None:
    staff = client_of(ruth)
    said = body(staff.get("/priority/"))
    assert "No file has been loaded yet" in said
    assert "/data/" in said
    assert staff.get("/priority/100001/").status_code == 404
