"""The clock is read only in views, commands and jobs; everything else is handed a date."""

from __future__ import annotations

import ast
import re

from tests.conventions.house import Source, dotted, sample, sources, templates, told

READINGS = re.compile(
    r"(^|\.)(clock\.(now|today|machine)|datetime\.(now|utcnow|today)|date\.today|timezone\.(now|localdate|localtime)|time\.time)$"
)

# Who may read the clock: what a person or a timer starts.
MAY_READ = re.compile(r"/(?:\w+_)?(views|context|jobs|tasks|decorators)\.py$|/views/|/management/|^benchmarks/")

# Who else may, and why.
ALSO = {
    "alongside/floor/kernel/clock.py": "it is the clock",
    "alongside/floor/accounts/adapter.py": "holds it against what allauth wrote into the session by it",
    "alongside/floor/accounts/sessions.py": "Django tells it that somebody signs out, and says not when",
    "alongside/floor/mail/backend.py": "Django asks it to send a letter, and says not when",
    "alongside/work/priority/asking.py": "reads for two views which day their address asks for",
}

LESSON = (
    "Take the day or the moment as an argument (`on=`, `at=`), and read alongside.floor.kernel.clock in the view, "
    "command or job that begins it all. Only then can a verdict be computed again years later, and a test set the day."
)


def readings(source: Source) -> list[str]:
    """Where a file reads a clock, called or handed on; but for functions that are handed a request, as a view is."""
    answers = [node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef) and takes_request(node)]
    excused = {id(inner) for function in answers for inner in ast.walk(function)}
    return [
        f"{source.at(node)}: {dotted(node)}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and id(node) not in excused and READINGS.search(dotted(node))
    ]


def takes_request(function: ast.FunctionDef) -> bool:
    return any(argument.arg == "request" for argument in function.args.args)


def test_the_clock_is_read_only_where_something_begins():
    faults = [
        fault
        for source in sources("alongside", "demo")
        if not MAY_READ.search(source.where) and source.where not in ALSO
        for fault in readings(source)
    ]
    assert faults == [], told(faults, LESSON)


def test_no_clock_but_the_one():
    """Even views read `kernel.clock`, or the demo's *today* would not hold."""
    faults = [
        fault
        for source in sources("alongside", "demo")
        if source.where not in ALSO
        for fault in readings(source)
        if "clock." not in fault.rpartition(": ")[2]
    ]
    assert faults == [], told(faults, LESSON)


def test_no_template_reads_the_clock():
    faults = [str(path) for path in templates() if re.search(r"\{%\s*now\b", path.read_text(encoding="utf-8"))]
    assert faults == [], told(faults, "Hand the page its day: the tag `now` does not know the demo's today.")


def test_the_check_sees_a_reading():
    bad = sample("x = date.today()\ny = timezone.now()\nz = clock.today()\nat = field(default_factory=datetime.now)\n")
    assert len(readings(bad)) == 4
    assert readings(sample("def setting(request):\n    return clock.today()\n")) == []
    assert readings(sample("def judge(facts, on):\n    return on.today_is(facts)\n")) == []
