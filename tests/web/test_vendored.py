"""What others wrote, as it lies in the repository: edited as said, licensed, and fit for hashed names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from alongside.floor.web import vendor

GOVUK = vendor.HERE / "govuk"


def sheets() -> list[Path]:
    return [GOVUK / "govuk-frontend.min.css", vendor.HERE.parent / "alongside.css"]


@pytest.mark.parametrize("left", ["GDS Transport", "crest", "sourceMappingURL", "url(/", "Calvert"])
def test_nothing_of_the_governments_own_look_is_left(left: str) -> None:
    for path in GOVUK.iterdir():
        if path.suffix in (".css", ".js"):
            assert left not in path.read_text(encoding="utf-8"), path.name


def test_the_typeface_of_the_components_is_ours() -> None:
    assert vendor.TYPEFACE in (GOVUK / "govuk-frontend.min.css").read_text(encoding="utf-8")


def test_what_a_stylesheet_names_is_there() -> None:
    for sheet in sheets():
        for name in re.findall(r"url\(\"?([^)\"]+)\"?\)", sheet.read_text(encoding="utf-8")):
            assert name.startswith("data:") or (sheet.parent / name).is_file(), f"{sheet.name}: {name}"


def test_each_has_its_licence_beside_it() -> None:
    assert "MIT License" in (GOVUK / "LICENCE.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in (vendor.HERE / "atkinson" / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a{b:c}\n/*# sourceMappingURL=x.css.map */\n", "a{b:c}\n"),
        ("a{font-family:GDS Transport,arial,sans-serif}", f"a{{font-family:{vendor.TYPEFACE}}}\n"),
        ("@font-face{font-family:GDS Transport;src:url(/assets/a.woff)}a{b:c}", "a{b:c}\n"),
        ("a{b:c}.x:before{background:url(/assets/images/govuk-crest.svg)}d{e:f}", "a{b:c}d{e:f}\n"),
        ("a{b:c}@supports (m:n){.x{m:url(/assets/images/govuk-crest.svg)}.y{z:z}}d{e:f}", "a{b:c}d{e:f}\n"),
    ],
)
def test_the_edits_do_what_they_say(before: str, after: str) -> None:
    assert vendor.edited(before) == after


def test_a_new_version_that_brings_something_else_is_noticed() -> None:
    with pytest.raises(ValueError, match="look at the edits again"):
        vendor.edited("a{background:url(/assets/images/new.svg)}")


def test_a_stylesheet_cut_off_is_noticed() -> None:
    with pytest.raises(ValueError, match="brace"):
        vendor.edited("a{background:url(/assets/images/govuk-crest.svg)")


def test_all_of_it_can_be_named_by_its_hash(tmp_path: Path, settings: Any) -> None:
    """`collectstatic` fails where a file names another that is not there."""
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", "--noinput", verbosity=0)
    sheet = next(path for path in (tmp_path / "web").glob("alongside.*.css") if path.name != "alongside.css")
    assert re.search(r"url\(\"vendor/atkinson/[a-z-]+\.[0-9a-f]{12}\.woff2\"\)", sheet.read_text(encoding="utf-8"))


def test_the_mark_is_there() -> None:
    assert finders.find("web/mark.svg")
