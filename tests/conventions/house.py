"""What the tests of the house rules share: the source files, read as text and as trees, and how a fault is written."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("alongside", "demo", "benchmarks")


@dataclass(frozen=True)
class Source:
    """A Python file: where it is, what it says, and its tree."""

    where: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def module(self) -> str:
        """Its dotted name: `alongside.floor.kernel.clock`."""
        return self.where.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def name(self) -> str:
        return Path(self.where).name

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def at(self, node: ast.AST) -> str:
        return f"{self.where}:{getattr(node, 'lineno', 1)}"


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def sample(text: str, where: str = "alongside/work/example/views.py") -> Source:
    """A file that does not exist, to show that a check works."""
    return Source(where, text)


def sources(*folders: str) -> list[Source]:
    """The Python files under these folders of the project, migrations left out: they are written by Django."""
    return [
        Source(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for folder in folders or PRODUCT
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def tracked() -> list[Path]:
    """Every file of the repository that is there, as git lists them."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def templates() -> list[Path]:
    return sorted(
        path
        for pattern in ("*.html", "*.svg", "*.txt")
        for path in (ROOT / "alongside").glob(f"**/templates/**/{pattern}")
    )


@cache
def pyproject() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def dotted(node: ast.expr) -> str:
    """`a.b.c` for an expression of names and dots; calls and subscripts on the way are passed over."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func)
    if isinstance(node, ast.Subscript):
        return dotted(node.value)
    return ""


def told(faults: list[str], lesson: str) -> str:
    """What a failing convention says: each fault on its line, then what to do instead."""
    return "\n".join(["", *faults, "", lesson])
