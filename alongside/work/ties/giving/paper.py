"""The account of a school as one A4 page: tagged, from data alone."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FONTS = Path(__file__).parents[3] / "floor" / "web" / "static" / "web" / "vendor" / "atkinson"
STANDARDS: list[Any] = ["ua-1", "a-2a"]


def pdf(content: dict[str, Any]) -> bytes:
    """The page as a PDF. `content`: as `presenters.paper` makes it. Raises RuntimeError where Typst refuses it."""
    import typst  # with the first paper: no start should wait for it

    try:
        return typst.compile(
            str(HERE / "giving.typ"),
            root=str(HERE),
            font_paths=_fonts(),
            sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
            format="pdf",
            pdf_standards=STANDARDS,
        )
    except typst.TypstError as error:
        raise RuntimeError(f"The page could not be set: {error}") from error


@cache
def _fonts() -> Any:
    """Our typeface alone, so that a page looks the same on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
