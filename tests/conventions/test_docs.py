"""What the documents name is there: files, commands, targets, settings, packages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from tests.conventions.house import ROOT, told

DOCUMENTS = [
    path
    for path in (ROOT / "README.md", ROOT / "DEVELOPERS.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md"))
    if path.is_file()
]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path):
    links = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert broken == [], told(broken, f"{document.name} links to what is not there.")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_are_named_are_there(document: Path):
    named = re.findall(
        r"`((?:alongside|policies|tests|demo|docs|benchmarks)/[\w./-]+\.(?:py|yaml|md|sh))`",
        document.read_text(encoding="utf-8"),
    )
    gone = [name for name in named if not (ROOT / name).is_file()]
    assert gone == [], told(gone, f"{document.name} names files that are not there (any more).")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_and_targets_exist(document: Path):
    text = document.read_text(encoding="utf-8")
    code = "\n".join([*re.findall(r"```sh\n(.*?)```", text, re.DOTALL), *re.findall(r"`([^`\n]+)`", text)])
    commands = set(re.findall(r"(?:^|[\s/])alongside ([a-z_]+)\b", code, re.MULTILINE))
    unknown = sorted(commands - set(get_commands()))
    assert unknown == [], told(unknown, "There is no such command of `alongside`.")
    targets = set(re.findall(r"(?:^|&& )make ([a-z]+)", code, re.MULTILINE))
    known = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    assert sorted(targets - known) == [], "there is no such target in the Makefile"


def test_every_setting_is_in_the_readme():
    read = set(re.findall(r'environ(?:\.get\(|\[)"(\w+)"', text_of("alongside/config/installation.py")))
    told_of = set(re.findall(r"^\| `(\w+)` \|", text_of("README.md"), re.MULTILINE))
    assert read - told_of - {"ALONGSIDE_DEMO"} == set()
    assert told_of - read == set()


def test_every_package_has_its_line():
    lines = text_of("DEVELOPERS.md")
    missing = [
        where
        for config in apps.get_app_configs()
        if (where := config.name.replace(".", "/")).startswith("alongside/") and f"| `{where}` |" not in lines
    ]
    assert missing == [], told(missing, "Give the package its line in the table of DEVELOPERS.md.")
