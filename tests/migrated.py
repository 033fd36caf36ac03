"""A SQLite database as `alongside migrate` makes it, made once and copied by every run, worker and installation.

Migrating takes longer than most packages' tests together. It is made anew when a migration, a trigger or a locked
dependency is another, and lies with what pytest keeps (`make clean` takes it away).
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from hashlib import blake2b
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".pytest_cache" / "migrated"
DATABASE = "alongside.sqlite3"


def copy_to(path: Path) -> None:
    """An empty, migrated database at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    found = KEPT / f"{_key()}.sqlite3"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two workers begin at the same moment: the second finds what the first made
        if not found.exists():
            _make(found)
        shutil.copyfile(found, path)


def _key() -> str:
    digest = blake2b(digest_size=8)
    ours = ("floor/audit/triggers.py", "floor/web/management/commands/migrate.py")
    of_ours = [*ROOT.glob("alongside/**/migrations/*.py"), *(ROOT / "alongside" / path for path in ours)]
    for path in sorted([*of_ours, *ROOT.glob("requirements/*.txt")]):
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _make(found: Path) -> None:
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DJANGO_"))}
        ours.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "alongside", "migrate", "--skip-checks", "--verbosity", "0"]
        subprocess.run(command, env=ours | {"ALONGSIDE_VAR": folder}, cwd=ROOT, check=True)
        made = Path(folder) / DATABASE
        connection = sqlite3.connect(made)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        for old in KEPT.glob("*.sqlite3"):
            old.unlink()
        made.replace(found)
