"""Takes what others wrote (govuk-frontend, the typeface) into `static/web/vendor/`, with the edits that it needs.

To redo or renew it, in an empty folder with npm:

    npm install govuk-frontend@6.6.0 @fontsource-variable/atkinson-hyperlegible-next@5.3.0 \
        @expo-google-fonts/atkinson-hyperlegible-next@0.4.1
    python -m alongside.floor.web.vendor node_modules

Nothing of this runs in the product: the result is committed. The edits to govuk-frontend, and why:

1. The `sourceMappingURL` comments go: the maps are not shipped, and hashed static files refuse a link to nowhere.
2. What is still addressed by `url(/assets/…)` would be made relative; after edit 3 nothing is left, and the script
   stops if a later version brings something.
3. GDS Transport (licensed for gov.uk alone) and the crest go, rules and files; our own typeface takes its place. It
   must not be taken for government.
4. The lines that a page would carry inline stand in files of ours, `static/web/scripted.js` and `start.js`, since the
   content security policy allows nothing inline.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent / "static" / "web" / "vendor"
TYPEFACE = '"Atkinson Hyperlegible Next",arial,sans-serif'


# Papers (Typst) read TrueType, not woff2: the same typeface in two weights.
ON_PAPER = {
    "400Regular": "atkinson-hyperlegible-next-400-normal.ttf",
    "700Bold": "atkinson-hyperlegible-next-700-normal.ttf",
}


def take_from(node_modules: Path) -> None:
    """Copy and edit. Raises ValueError where a new version no longer has the shape that the edits expect."""
    _components(node_modules / "govuk-frontend" / "dist" / "govuk", HERE / "govuk")
    _typeface(node_modules / "@fontsource-variable" / "atkinson-hyperlegible-next", HERE / "atkinson")
    for weight, name in ON_PAPER.items():
        found = node_modules / "@expo-google-fonts" / "atkinson-hyperlegible-next" / weight
        shutil.copyfile(next(found.glob("*.ttf")), HERE / "atkinson" / name)


def edited(css: str) -> str:
    """The stylesheet of govuk-frontend after our edits."""
    css = _without_source_map(css)
    css = re.sub(r"/\*! Copyright \(c\) 2011 by Margaret Calvert.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"@font-face\{font-family:GDS Transport;[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", TYPEFACE)
    css = _without_crest(css)
    for left in ("url(/assets", "GDS Transport", "crest", "sourceMappingURL"):
        if left in css:
            raise ValueError(f"{left!r} is still in the stylesheet: look at the edits again")
    return css


def _components(dist: Path, into: Path) -> None:
    into.mkdir(parents=True, exist_ok=True)
    css = (dist / "govuk-frontend.min.css").read_text(encoding="utf-8")
    (into / "govuk-frontend.min.css").write_text(edited(css), encoding="utf-8")
    js = (dist / "govuk-frontend.min.js").read_text(encoding="utf-8")
    (into / "govuk-frontend.min.js").write_text(_without_source_map(js), encoding="utf-8")


def _without_source_map(text: str) -> str:
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text)
    return re.sub(r"//# sourceMappingURL=\S+", "", text).rstrip() + "\n"


def _without_crest(css: str) -> str:
    """Drop each outermost rule or block that shows the crest."""
    while (found := css.find("govuk-crest.svg")) >= 0:
        start, end = _rule_around(css, found)
        css = css[:start] + css[end:]
    return css


def _rule_around(css: str, place: int) -> tuple[int, int]:
    """Where the outermost rule around a place begins and ends."""
    depth, start = 0, 0
    for index, letter in enumerate(css):
        if letter == "{":
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0 and index > place:
                return start, index + 1
            if depth == 0:
                start = index + 1
    raise ValueError("The stylesheet has a brace too few")


def _typeface(package: Path, into: Path) -> None:
    into.mkdir(parents=True, exist_ok=True)
    for font in sorted((package / "files").glob("*-wght-*.woff2")):
        shutil.copyfile(font, into / font.name)
    shutil.copyfile(package / "LICENSE", into / "OFL.txt")


if __name__ == "__main__":
    take_from(Path(sys.argv[1]))
