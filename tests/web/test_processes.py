"""Programs that are kept running together end together, however the one that keeps them ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installations import ROOT, lives, wait_until

KEEPER = """
import os, sys
from alongside.floor.web.processes import Program, Together
folder = sys.argv[1]
stays = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(600)"
goes = "import sys; open(sys.argv[1], 'a').write('x')"
programs = {
    "stays": Program("server", (sys.executable, "-c", stays, folder + "/server")),
    "other": Program("worker", (sys.executable, "-c", stays, folder + "/worker"), vital=False),
    "goes": Program("worker", (sys.executable, "-c", goes, folder + "/times"), vital=False),
    "fails": Program("server", (sys.executable, "-c", "raise SystemExit(3)")),
}
sys.exit(Together([programs[name] for name in sys.argv[2:]], env=os.environ, say=print).run())
"""


class Keeper:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[str]

    def keeps(self, *programs: str) -> Keeper:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-c", KEEPER, str(self.folder), *programs],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def number_of(self, program: str) -> int:
        note = self.folder / program
        wait_until(lambda: note.is_file() and note.read_text())
        return int(note.read_text())

    def said(self) -> str:
        return self.process.communicate(timeout=30)[0]


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    made = Keeper(tmp_path)
    yield made
    if made.process.poll() is None:
        made.process.kill()
    if made.process.stdout:
        made.process.stdout.close()
    made.process.wait()


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_ends_every_program_and_says_that_all_is_well(keeper: Keeper, asked: signal.Signals):
    keeper.keeps("stays", "other")
    numbers = [keeper.number_of("server"), keeper.number_of("worker")]
    keeper.process.send_signal(asked)
    assert keeper.process.wait(timeout=30) == 0
    assert not any(lives(number) for number in numbers)


def test_killed_outright_it_still_leaves_nothing_running(keeper: Keeper):
    keeper.keeps("stays", "other")
    numbers = [keeper.number_of("server"), keeper.number_of("worker")]
    os.kill(keeper.process.pid, signal.SIGKILL)
    wait_until(lambda: not any(lives(number) for number in numbers))


def test_a_vital_program_that_ends_ends_the_others_and_its_code_is_passed_on(keeper: Keeper):
    keeper.keeps("other", "fails")
    worker = keeper.number_of("worker")
    assert "The server ended (code 3); stopping everything." in keeper.said()
    assert keeper.process.returncode == 3
    assert not lives(worker)


def test_a_program_that_is_not_vital_is_started_again(keeper: Keeper):
    keeper.keeps("stays", "goes")
    times = keeper.folder / "times"
    wait_until(lambda: times.is_file() and len(times.read_text()) >= 2)
    keeper.process.terminate()
    assert "The worker ended (code 0); starting it again." in keeper.said()
