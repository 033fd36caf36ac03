"""What `var/installation.yaml` says of a demo: that it is one, of which version and size, and whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml

from demo import TODAY

POLICIES = "demo/policies"
_ABOUT = "# Written by `alongside demo`. While it says `demo: true`, the database beside it may be built anew.\n"


# What the demo's database is made by.
_MADE_BY = ("demo", "policies", "alongside/floor", "alongside/knowledge", "alongside/work")


@dataclass(frozen=True)
class Stamp:
    size: int
    version: str
    whole: bool = False


def version(root: Path) -> str:
    """A digest of everything that the demo is made by: after a change to any of it, an earlier demo is an old one."""
    digest = blake2b(digest_size=8)
    for folder in _MADE_BY:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".yaml", ".txt"):
                digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def read(path: Path) -> Stamp | None:
    """None: there is no demo here."""
    if not path.is_file():
        return None
    said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    if said.get("demo") is not True:
        return None
    return Stamp(size=said.get("size", 0), version=str(said.get("version")), whole=said.get("whole", False))


def write(path: Path, stamp: Stamp) -> None:
    said = {
        "demo": True,
        "today": TODAY.isoformat(),
        "policies": POLICIES,
        "version": stamp.version,
        "size": stamp.size,
        "whole": stamp.whole,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(_ABOUT + yaml.safe_dump(said, sort_keys=False), encoding="utf-8")
    fresh.replace(path)
