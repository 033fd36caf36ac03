"""Policy files: the agreed numbers and definitions, in prose and values, each with who agreed it and until when.

A policy is looked for in each folder in turn, so that a partnership (or the demo) can put its own in front of ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

_folders: tuple[Path, ...] = ()
# The same reader in C, where libyaml is there: the measures alone are 3,000 lines, and every command reads them.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

P = TypeVar("P", bound="Policy")


class Part(BaseModel):
    """A part of a policy file: frozen, and a word the software does not know is an error, not a comment."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Policy(Part):
    """What every policy file says first."""

    title: str
    agreed_by: str
    agreed_on: date | None = None
    next_review: date
    prose: str


class PolicyError(Exception):
    """A policy file is not there or does not say what it should."""


def look_in(folders: Sequence[Path]) -> None:
    """Say where policies lie, the nearest first. Called once, by the settings."""
    global _folders
    _folders = tuple(folders)
    read.cache_clear()
    read_all.cache_clear()


def path_of(name: str) -> Path:
    for folder in _folders:
        path = folder / f"{name}.yaml"
        if path.is_file():
            return path
    raise PolicyError(f"No policy file {name}.yaml in {', '.join(map(str, _folders)) or 'any folder'}")


@cache
def read(name: str, shape: type[P]) -> P:
    """The policy of this name, checked against its shape. Read once; raises PolicyError naming file and place."""
    return loaded(path_of(name), shape)


@cache
def read_all(name: str, shape: type[P]) -> Mapping[str, P]:
    """Every policy of a folder of this name (`review_models/`), by what its file is called, in the order of the
    alphabet. Of two files of one name the nearest counts. Raises PolicyError where there is none, or one is wrong."""
    nearest = {path.stem: path for folder in reversed(_folders) for path in sorted((folder / name).glob("*.yaml"))}
    if not nearest:
        raise PolicyError(f"No policy files in {name}/ in {', '.join(map(str, _folders)) or 'any folder'}")
    return MappingProxyType({key: loaded(nearest[key], shape) for key in sorted(nearest)})


def loaded(path: Path, shape: type[P]) -> P:
    """The policy in this very file, checked against its shape. Raises PolicyError naming file and place."""
    try:
        said: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        return shape.model_validate(said)
    except (yaml.YAMLError, ValueError) as error:
        raise PolicyError(f"{path.name}: {error}") from error
