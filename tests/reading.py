"""Reading answers: pages, CSV and workbooks as text and rows."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any


def body(response: Any) -> str:
    """Everything an answer says, a workbook as the text of its sheets."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        return _text_of(content)
    return content.decode("utf-8-sig", errors="replace")  # a kept file may be Windows-1252


def _text_of(workbook: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return " ".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/"))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))
