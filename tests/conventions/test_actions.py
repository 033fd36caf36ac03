"""Every action says who did it and when, and is called by names alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.conventions.house import Source, sample, sources, told

LESSON = "An action takes keywords only, `by=` (who) and `at=` (when) among them; its docstring says what it does."

# What is done by nobody in particular, and why.
BY_NOBODY = {
    "run": "the load that it runs says who asked for it",
    "give_up": "nobody came to run the load; it says who asked for it",
    "remind": "a timer does it, once a day",
    "sweep": "it clears away what a dead load left, whoever comes next",
    "take": "the worker takes letters out of the outbox as they come",
    "hand_over": "the worker notes what it does with a letter",
    "settle": "the worker notes what the mail server said",
    "forget_old": "a timer does it, once a day",
    "keep_here": "there is no mail server, whoever wrote the letters",
}
BY_NOBODY_IN = {"alongside/floor/jobs/actions.py": "workers note what they are at; jobs are asked for above"}


def public_functions(source: Source) -> Iterator[ast.FunctionDef]:
    return (node for node in source.tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"))


def faults_of(source: Source) -> Iterator[str]:
    for function in public_functions(source):
        names = {argument.arg for argument in function.args.kwonlyargs}
        if function.args.args or function.args.posonlyargs:
            yield f"{source.at(function)}: {function.name} takes something without its name"
        excused = function.name in BY_NOBODY or source.where in BY_NOBODY_IN
        if missing := {"by", "at"} - names - ({"by"} if excused else set()):
            yield f"{source.at(function)}: {function.name} does not take {' and '.join(sorted(missing))}"
        if not ast.get_docstring(function):
            yield f"{source.at(function)}: {function.name} has no docstring"


def test_every_action_says_who_and_when():
    faults = [fault for source in sources("alongside") if source.name == "actions.py" for fault in faults_of(source)]
    assert faults == [], told(faults, LESSON)


def test_the_check_sees_an_action_that_does_not():
    bad = sample("def invite(email, *, by):\n    return email\n")
    assert len(list(faults_of(bad))) == 3
    good = sample('def invite(*, email, by, at):\n    """Make an account."""\n')
    assert list(faults_of(good)) == []
