"""Every policy file loads, is read by somebody, and is due a review that has not been forgotten."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.floor.kernel import policy
from tests.conventions.house import ROOT, Source, dotted, sample, sources, told

LESSON = (
    'A policy is read by `policy.read("name", Shape)`, its name written out; a file that nobody reads is no policy.'
)


def readers(source: Source) -> Iterator[tuple[str, str]]:
    """Calls of `policy.read`: (name of the policy, name of the shape)."""
    for call in source.calls():
        if dotted(call.func).endswith("policy.read") and len(call.args) == 2 and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value), dotted(call.args[1])


def readers_of_folders(source: Source) -> Iterator[tuple[str, str]]:
    """Calls of `policy.read_all`: (name of the folder, name of the shape)."""
    for call in source.calls():
        if dotted(call.func).endswith("policy.read_all") and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value), dotted(call.args[1])


def all_readers() -> list[tuple[str, str, Source]]:
    return [(name, shape, source) for source in sources("alongside") for name, shape in readers(source)]


def names_in(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.yaml")}


def test_every_policy_is_read_and_every_reading_finds_its_policy():
    read, there = {name for name, _, _ in all_readers()}, names_in(ROOT / "policies")
    faults = [f"policies/{name}.yaml is read by nobody" for name in sorted(there - read)]
    faults += [f"{name} is read, and policies/{name}.yaml is not there" for name in sorted(read - there)]
    assert faults == [], told(faults, LESSON)


@pytest.mark.parametrize("folder", ["policies", "demo/policies"])
def test_every_policy_loads_in_the_shape_that_its_reader_gives_it(folder: str):
    for name, shape, source in all_readers():
        path = ROOT / folder / f"{name}.yaml"
        if path.is_file():
            module = importlib.import_module(source.module)
            said = policy.loaded(path, _attribute(module, shape))
            assert said.prose.strip(), f"{path.name} says nothing in prose"
            assert said.agreed_by.strip(), f"{path.name} does not say who agreed it"


def test_every_folder_of_policies_is_read_and_each_of_its_files_loads():
    read = {folder: (shape, one) for one in sources("alongside") for folder, shape in readers_of_folders(one)}
    there = {path.name for path in (ROOT / "policies").iterdir() if path.is_dir()}
    assert read.keys() == there, LESSON
    for folder, (shape, source) in read.items():
        of_reader = _attribute(importlib.import_module(source.module), shape)
        for path in [*(ROOT / "policies" / folder).iterdir(), *(ROOT / "demo/policies" / folder).glob("*")]:
            said = policy.loaded(path, of_reader)
            assert said.prose.strip(), f"{path.name} says nothing in prose"
            assert said.agreed_by.strip(), f"{path.name} does not say who agreed it"


def test_the_demo_puts_no_policy_in_front_that_nobody_reads():
    assert names_in(ROOT / "demo" / "policies") <= names_in(ROOT / "policies")


def test_the_check_finds_readers():
    assert list(readers(sample('p = policy.read("districts", rules.Districts)\n'))) == [
        ("districts", "rules.Districts")
    ]
    assert list(readers(sample("p = policy.read(name, Shape)\n"))) == []
    assert list(readers_of_folders(sample('p = policy.read_all("models", Shape)\n'))) == [("models", "Shape")]


def _attribute(module: object, name: str) -> type[policy.Policy]:
    for part in name.split("."):
        module = getattr(module, part)
    assert isinstance(module, type)
    return module
