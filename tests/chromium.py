"""Finds a Chromium for the browser tests. Run by itself it prints the path, or says that there is none and exits 1."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)

NONE_FOUND = (
    "No Chromium was found for the browser tests. Install one (`sh tests/chromium.sh` tries apt, then playwright), "
    "or say where it is with ALONGSIDE_CHROMIUM=/path/to/chromium. These tests are never skipped."
)


def find() -> str:
    """The path of a Chromium: ALONGSIDE_CHROMIUM, what is on the PATH, playwright's own. Raises LookupError."""
    if named := os.environ.get("ALONGSIDE_CHROMIUM"):
        if Path(named).is_file():
            return named
        raise LookupError(f"ALONGSIDE_CHROMIUM says {named}, and there is no such file.")
    for name in NAMES:
        if path := shutil.which(name):
            return path
    if path := _of_playwright():
        return path
    raise LookupError(NONE_FOUND)


def _of_playwright() -> str | None:
    home = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright"
    builds = sorted(Path(home).glob("chromium-*/chrome-linux*/chrome"))
    builds += sorted((Path.home() / "Library/Caches/ms-playwright").glob("chromium-*/**/MacOS/Chromium"))
    return str(builds[-1]) if builds else None


if __name__ == "__main__":
    try:
        print(find())
    except LookupError as nothing:
        sys.exit(str(nothing))
