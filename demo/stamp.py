"""What `var/installation.yaml` says of a demo: that it is one, of which version and size, and whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from demo import TODAY, VERSION

POLICIES = "demo/policies"
_ABOUT = "# Written by `alongside demo`. While it says `demo: true`, the database beside it may be built anew.\n"


@dataclass(frozen=True)
class Stamp:
    size: int
    version: int = VERSION
    whole: bool = False


def read(path: Path) -> Stamp | None:
    """None: there is no demo here."""
    if not path.is_file():
        return None
    said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    if said.get("demo") is not True:
        return None
    return Stamp(size=said.get("size", 0), version=said.get("version", 0), whole=said.get("whole", False))


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
