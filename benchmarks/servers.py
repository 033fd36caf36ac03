"""A server of the product over a database, on a loopback port, for as long as a measurement takes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import urllib3

ROOT = Path(__file__).resolve().parents[1]
START = urllib3.Retry(connect=60, read=60, backoff_factor=0.1, backoff_max=0.5)


def environment(var: Path, database_url: str = "") -> dict[str, str]:
    """The environment of an installation of its own, untouched by the one around it."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("ALONGSIDE_", "DATABASE_", "DJANGO_"))
    }
    own = {"ALONGSIDE_VAR": str(var), "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    own["ALONGSIDE_POLICIES"] = "demo/policies"
    own["ALONGSIDE_TODAY"] = "2026-11-16"
    return kept | own | ({"DATABASE_URL": database_url} if database_url else {})


@contextmanager
def serving(var: Path) -> Iterator[str]:
    """Serves the installation in `var`; gives its address."""
    address = f"127.0.0.1:{_free_port()}"
    options = ["--no-control-socket", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, "--bind", address, "--log-level", "warning", WSGI],
        env=environment(var),
        cwd=ROOT,
    )
    try:
        urllib3.PoolManager(retries=START).request("GET", f"http://{address}/account/sign-in/").close()
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(timeout=20)


WSGI = "alongside.config.wsgi:application"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
