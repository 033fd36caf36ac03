"""From words to a PDF of one page. Typst is imported with the first paper: no start should wait for it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FONTS = Path(__file__).parents[3] / "floor" / "web" / "static" / "web" / "vendor" / "atkinson"
# Tagged for readers who listen (PDF/UA-1), and kept readable for long (PDF/A-2a).
STANDARDS: list[Any] = ["ua-1", "a-2a"]


def pdf(content: dict[str, Any]) -> bytes:
    """The page as a PDF. `content`: as `content.of_school` makes it. Raises RuntimeError where Typst refuses it."""
    import typst

    try:
        return typst.compile(
            str(HERE / "school.typ"),
            root=str(HERE),
            font_paths=_fonts(),
            sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
            format="pdf",
            pdf_standards=STANDARDS,
        )
    except typst.TypstError as error:
        raise RuntimeError(f"The page could not be set: {error}") from error


def pages(content: dict[str, Any]) -> int:
    """On how many pages it comes out, by Typst's own count."""
    import typst

    found = typst.query(
        str(HERE / "school.typ"),
        "<pages>",
        field="value",
        one=True,
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
    )
    return int(json.loads(found))


@cache
def _fonts() -> Any:
    """Our typeface alone, so that a page looks the same on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
