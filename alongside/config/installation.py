"""What this installation is: read once from the environment and, for the default database, `var/installation.yaml`.

The file is written by whoever builds a database that has a *today* and policies of its own (the demo). It speaks only
for the default database: with DATABASE_URL set, it is not read.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Installation:
    root: Path
    var: Path
    database_url: str
    policy_folders: tuple[Path, ...]
    today: date | None
    is_demo: bool
    debug: bool
    https: bool
    secret_key: str
    hosts: tuple[str, ...]
    address: str
    mail: str
    mail_from: str


def read(environ: dict[str, str] | os._Environ[str] = os.environ) -> Installation:
    var = Path(environ.get("ALONGSIDE_VAR") or ROOT / "var").expanduser().absolute()
    said = {} if environ.get("DATABASE_URL") else _said_in(var / "installation.yaml")
    own_policies = environ.get("ALONGSIDE_POLICIES") or said.get("policies")
    fixed = environ.get("ALONGSIDE_TODAY") or said.get("today")
    return Installation(
        root=ROOT,
        var=var,
        database_url=environ.get("DATABASE_URL") or f"sqlite:///{var / 'alongside.sqlite3'}",
        policy_folders=(*([ROOT / str(own_policies)] if own_policies else []), ROOT / "policies"),
        today=date.fromisoformat(str(fixed)) if fixed else None,
        is_demo=bool(said.get("demo") or environ.get("ALONGSIDE_DEMO")),
        debug=environ.get("ALONGSIDE_DEBUG") == "1",
        https=environ.get("ALONGSIDE_HTTPS") == "1",
        secret_key=environ.get("ALONGSIDE_SECRET_KEY") or _kept_secret(var / "secret_key"),
        hosts=tuple(environ.get("ALONGSIDE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")),
        address=environ.get("ALONGSIDE_ADDRESS", "http://127.0.0.1:8000").rstrip("/"),
        mail=environ.get("ALONGSIDE_MAIL", ""),
        mail_from=environ.get("ALONGSIDE_MAIL_FROM", "Alongside <alongside@localhost>"),
    )


def _said_in(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {}


def _kept_secret(path: Path) -> str:
    """A secret made on first use and kept beside the database, readable by its owner alone."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        fresh.replace(path)
    return path.read_text(encoding="utf-8").strip()
