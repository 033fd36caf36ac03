"""Files stay of a size that a person reads at one sitting, say what they are, and tell nothing of the machine they were
written on.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.conventions.house import ROOT, Source, sample, sources, told, tracked

LONGEST_FILE, LONGEST_FUNCTION = 350, 60

# Made by others, each with its licence beside it.
VENDORED = ("alongside/floor/web/static/web/vendor/", "alongside/floor/web/static/web/govuk/")

PLACES = re.compile(r"(?<![\w.*}$)\]-])/(?:work|root|home/[a-z]+|Users/[A-Za-z]+)/[\w.]")
HOSTS = re.compile(
    r"|".join(
        re.escape(f"{name}.{ending}")
        for name, ending in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("deb.debian", "org"),
        )
    )
)


def too_long(source: Source) -> Iterator[str]:
    lines = source.text.count("\n")
    if lines > LONGEST_FILE:
        yield f"{source.where} has {lines} lines"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{source.at(node)}: {node.name} has {length} lines"


def undescribed(source: Source) -> Iterator[str]:
    """Packages, rules and actions say what they are."""
    if source.name == "__init__.py" and source.text.strip() and not ast.get_docstring(source.tree):
        yield f"{source.where} does not say what the package is"
    if source.name in ("rules.py", "actions.py"):
        if not ast.get_docstring(source.tree):
            yield f"{source.where} does not say what it holds"
        for node in source.tree.body:
            is_public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if is_public and not ast.get_docstring(node):
                yield f"{source.at(node)}: {node.name} does not say what it is"


def betrays(text: str) -> list[str]:
    return [*PLACES.findall(text), *HOSTS.findall(text)]


def test_files_and_functions_are_read_at_one_sitting():
    faults = [fault for source in sources("alongside", "demo", "benchmarks", "tests") for fault in too_long(source)]
    lesson = (
        f"At most {LONGEST_FILE} lines a file, {LONGEST_FUNCTION} a function: find the part with a name of its own."
    )
    assert faults == [], told(faults, lesson)


def test_packages_rules_and_actions_say_what_they_are():
    faults = [fault for source in sources("alongside", "demo", "benchmarks") for fault in undescribed(source)]
    assert faults == [], told(faults, "A docstring says what, in which units and shapes, which errors, which source.")


def test_every_package_says_which_part_of_the_work_it_is():
    passed_over = {"migrations", "management", "commands", "templatetags"}
    folders = {path.parent for path in (ROOT / "alongside").rglob("*.py") if not passed_over & set(path.parts)}
    faults = [str(folder.relative_to(ROOT)) for folder in sorted(folders) if not introduction(folder / "__init__.py")]
    assert faults == [], told(faults, "The __init__.py of a package opens with a paragraph: which part, and its words.")


def introduction(path: Path) -> str | None:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) if path.is_file() else None


def test_nothing_names_a_place_on_a_machine_or_the_host_of_a_registry():
    faults = []
    for path in tracked():
        where = str(path.relative_to(ROOT))
        if where.startswith(VENDORED) or where == "tests/conventions/test_files.py":
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        faults += [f"{where}:{number}: {line.strip()[:120]}" for number, line in enumerate(lines, 1) if betrays(line)]
    assert faults == [], told(
        faults, "Write paths from the project's folder; leave registries to a machine's settings."
    )


def test_locks_name_no_host():
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name


def test_every_dependency_says_what_it_is_for():
    bare = list(dependencies_without_reason((ROOT / "pyproject.toml").read_text(encoding="utf-8")))
    assert bare == [], told(bare, "Put a comment over the dependency: what it is for, and why this one.")


def dependencies_without_reason(text: str) -> Iterator[str]:
    """Lines of pyproject.toml that name a package and have no comment directly above."""
    before, in_list = "", False
    for line in text.splitlines():
        stripped = line.strip()
        if re.match(r"(dependencies|build|dev) = \[", stripped):
            in_list = True
        elif stripped == "]":
            in_list = False
        elif in_list and stripped.startswith('"') and not before.startswith("#"):
            yield stripped.rstrip(",")
        before = stripped


def test_the_checks_see_what_they_should():
    assert list(too_long(sample("x = 1\n" * 351)))
    assert list(too_long(sample("def f():\n" + "    x = 1\n" * 60)))
    assert not list(too_long(sample("def f():\n" + "    x = 1\n" * 59)))
    assert list(undescribed(sample("def judge(): ...\n", "alongside/work/example/rules.py")))
    assert not list(undescribed(sample('"""R."""\ndef judge():\n    "J."\n', "alongside/work/example/rules.py")))
    assert betrays('open("/root/x")')
    assert betrays("see /work/main/README")
    assert not betrays("alongside/work/priority/rules.py and https://example.org/work/x and `work/`")
    assert list(dependencies_without_reason('dependencies = [\n  # Why.\n  "a",\n  "b",\n]')) == ['"b"']
