"""The small city, for tests of pages."""

from __future__ import annotations

from tests.small_city import load_file, lockside, small_files

__all__ = ["load_file", "lockside", "small_files"]
