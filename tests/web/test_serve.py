"""`alongside serve`: pages and a task worker with one command, and nothing left when it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator

import pytest
import urllib3

from tests.installations import Installation, lives, wait_until


class Served:
    def __init__(self, installation: Installation) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.process = installation.start("serve", "--address", self.address)
        wait_until(self._answers, seconds=120)

    def get(self, path: str) -> urllib3.BaseHTTPResponse:
        return urllib3.request("GET", f"http://{self.address}{path}", retries=False, redirect=False, timeout=30)

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.process.stdout and self.process.stdout.read()
        try:
            return self.get("/account/sign-in/").status == 200
        except urllib3.exceptions.HTTPError:
            return False

    def family(self) -> set[int]:
        """The numbers of all processes that came of it and still run."""
        listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
        rows = [line.split() for line in listed.splitlines()]
        found = {self.process.pid}
        for _ in rows:
            found |= {int(number) for number, parent, _ in rows if int(parent) in found}
        return found - {self.process.pid}


@pytest.fixture
def served(installation: Installation) -> Iterator[Served]:
    running = Served(installation)
    yield running
    if running.process.poll() is None:
        running.process.kill()
    running.process.communicate(timeout=60)


def test_it_serves_pages_and_static_files_by_hashed_names_and_leaves_nothing(served: Served):
    page = served.get("/account/sign-in/")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    style = re.search(r'href="(/static/web/[^"]+\.css)"', page.data.decode())
    assert style
    assert re.search(r"\.[0-9a-f]{12}\.css$", style[1])
    assert served.get(style[1]).headers["Cache-Control"].endswith("immutable")

    family = served.family()
    assert len(family) >= 4  # the server, its two workers, the task worker
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(timeout=60) == 0
    assert not any(lives(number) for number in family)


def test_killed_outright_it_leaves_nothing(served: Served):
    family = served.family()
    os.kill(served.process.pid, signal.SIGKILL)
    wait_until(lambda: not any(lives(number) for number in family), seconds=60)


def test_it_does_not_serve_a_database_that_is_not_up_to_date(tmp_path):
    done = Installation(tmp_path / "var").alongside("serve", check=False)
    assert done.returncode == 1
    assert "Run `alongside migrate`, then serve again." in done.stderr
