"""Keeps a few processes running together: started together, ended together, none left behind. No Django in here."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType

# Between being asked to end, being asked again (a task worker then drops its task), and being killed.
PATIENCE = 15.0

# The process lives as long as the pipe on its standard input is open at our end: it ends with us even if we are killed
# and can no longer say so. (A small shell waits on the pipe; Linux alone could do this without it.)
TETHER = 'exec 3<&0 </dev/null; (cat <&3 >/dev/null; kill -TERM $$ 2>/dev/null) & exec 3<&-; exec "$@"'


@dataclass(frozen=True)
class Program:
    """A command to keep running. One that is not `vital` is started again when it ends; with a vital one all end."""

    name: str
    command: tuple[str, ...]
    vital: bool = True


class Together:
    """Runs programs until one that is vital ends, or until we are asked to stop (ctrl-C, SIGTERM)."""

    def __init__(self, programs: Sequence[Program], *, env: Mapping[str, str], say: Callable[[str], None]) -> None:
        self._programs = programs
        self._env = dict(env)
        self._say = say
        self._running: dict[Program, subprocess.Popen[bytes]] = {}
        self._stop = threading.Event()

    def run(self) -> int:
        """Returns the exit code of the vital program that ended, or 0 when asked to stop."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._asked_to_stop)
        try:
            for program in self._programs:
                self._start(program)
            return self._watch()
        finally:
            self._end_all()

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()

    def _start(self, program: Program) -> None:
        # A session of its own: ctrl-C in the terminal reaches us alone, and we ask the others to end in order.
        self._running[program] = subprocess.Popen(
            ["sh", "-c", TETHER, "sh", *program.command], stdin=subprocess.PIPE, env=self._env, start_new_session=True
        )

    def _watch(self) -> int:
        while not self._stop.wait(0.25):
            for program, process in list(self._running.items()):
                code = process.poll()
                if code is None:
                    continue
                if program.vital:
                    self._say(f"The {program.name} ended (code {code}); stopping everything.")
                    return code or 1
                self._say(f"The {program.name} ended (code {code}); starting it again.")
                self._let_go(process)
                self._stop.wait(2)
                self._start(program)
        return 0

    def _end_all(self) -> None:
        for last in (False, False, True):
            living = [process for process in self._running.values() if process.poll() is None]
            for process in living:
                process.kill() if last else process.terminate()
            _wait(living, PATIENCE)
        for process in self._running.values():
            self._let_go(process)

    @staticmethod
    def _let_go(process: subprocess.Popen[bytes]) -> None:
        if process.stdin:
            process.stdin.close()


def _wait(processes: Sequence[subprocess.Popen[bytes]], seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and any(process.poll() is None for process in processes):
        time.sleep(0.05)


def python(module: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs a module with the Python we run in."""
    return (sys.executable, "-m", module, *arguments)
