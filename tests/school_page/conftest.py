"""The small made city with results, and the small Lockside, for tests of the School page."""

from __future__ import annotations

from tests.results.conftest import city_with_results, loaded
from tests.small_city import load_file, lockside, small_files

__all__ = ["city_with_results", "load_file", "loaded", "lockside", "small_files"]
