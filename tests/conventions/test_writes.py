"""What is written is written by actions: views, commands, presenters and tests call them and never write themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.conventions.house import Source, dotted, sample, sources, told

WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "update",
    "asave",
    "acreate",
    "adelete",
    "aupdate",
}

# Who else may write, and why.
MAY_WRITE = {
    "alongside/floor/accounts/models.py": "the manager that Django asks for; actions call it",
    "alongside/floor/audit/models.py": "refuses every change but a redaction",
    "alongside/floor/audit/journal.py": "appends to the journal, inside the transaction of the action that it tells of",
    "alongside/floor/audit/editing.py": "saves what an action changed, as the next version",
    "alongside/work/contacts/heard/keeping.py": "counts again what an action touched, inside that action's transaction",
    "alongside/work/ties/isolation/keeping.py": "judges again what a tie touched, inside that action's transaction",
    "alongside/floor/audit/triggers.py": "lets the database itself refuse a change",
    "alongside/floor/web/management/commands/transfer.py": "copies tables whole into another database",
    "tests/audit/test_append_only.py": "tries to break the journal, in a table of attempts",
    "tests/opendata/test_one_at_a_time.py": "makes a load look as its process left it when it died",
    "tests/opendata/test_waiting_writers.py": "stands for any other writer, while a load goes on",
    "tests/infrastructure/test_foundations.py": "two writers at once, below any action",
    "tests/town.py": "six schools below the loaders, and the people around them",
    "tests/cast.py": "the people of the tests; some have no place in the office and could not be invited",
    "tests/jobs/made.py": "jobs as the queue keeps them, begun by workers that died",
    "tests/mail/test_any_crash.py": "begins each example with an empty outbox",
    "tests/likelihood/test_pages.py": "gives a small city chances, which has too few inspections to learn them from",
    "tests/ofsted/published.py": "published inspections without files and loads",
    "tests/visits/register.py": "three schools in the register, without files and loads",
    "tests/people/register.py": "what the register says of a school, below the loaders",
    "tests/ties/register.py": "what the register says of groups, below the loaders",
    "tests/families/published.py": "where schools lie and what is published of them, without files and loads",
    "tests/postgresql.py": "makes databases, not rows",
    "tests/installations.py": "makes databases, not rows",
    "tests/conftest.py": "makes databases, not rows",
}

# Parts of the machinery of loading: an action that grew too long for one file.
MAY_WRITE_IN = ("alongside/knowledge/opendata/",)
NOT_EVEN_THERE = ("views.py", "queries.py", "rules.py", "forms.py", "presenters.py", "commands/")

# Words on the left of the dot that show that no row is meant.
NOT_ROWS = ("client", "session", "form", "requests", "cache", "storage", "visitor", "image", "book")

LESSON = (
    "Only actions write (a function in actions.py, keyword-only, with by= and at=, one transaction, its journal entry "
    "inside). Call one, or add one. A test that tries to break a constraint does so inside `pytest.raises`."
)


def may_write(where: str) -> bool:
    if where.endswith("/actions.py") or where in MAY_WRITE:
        return True
    return where.startswith(MAY_WRITE_IN) and not any(part in where for part in NOT_EVEN_THERE)


def writes(source: Source) -> list[str]:
    """Calls that change rows, as `where: what`."""
    excused = {id(call) for call in _tries_to_break(source.tree)}
    return [
        f"{source.at(call)}: {dotted(call.func)}(…)"
        for call in source.calls()
        if id(call) not in excused and _changes_rows(call)
    ]


def _changes_rows(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    owner = dotted(call.func.value)
    if not owner or owner.split(".")[-1].lstrip("_").startswith(NOT_ROWS):
        return False
    if call.func.attr == "update":  # of a dictionary, a set or a digest where it takes something without a name
        return bool(call.keywords) and not call.args
    if call.func.attr in ("save", "delete", "asave", "adelete"):
        return not call.args
    return ".objects" in owner or owner.endswith(("_set", "s")) or "filter" in owner


def _tries_to_break(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls inside `with pytest.raises(...)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.With) and any(
            isinstance(item.context_expr, ast.Call) and dotted(item.context_expr.func) == "pytest.raises"
            for item in node.items
        ):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Call):
                    yield inner


def test_only_actions_write():
    files = [source for source in sources("alongside", "demo", "tests") if not may_write(source.where)]
    faults = [fault for source in files for fault in writes(source)]
    assert faults == [], told(faults, LESSON)


def test_the_check_sees_what_writes():
    bad = sample(
        "Load.objects.create(file=file)\nschool.save()\nProfile.objects.filter(urn=1).update(name='x')\n"
        "load.refusals.create(row=1)\nuser.delete()\nUser.objects.get_or_create(email='x')\n"
    )
    assert len(writes(bad)) == 6


def test_the_check_lets_pass_what_does_not():
    good = sample(
        "counts.update({'new': 1})\ndigest.update(b'x')\nclient.delete('/x/')\nactions.invite(email='x', by=ruth)\n"
        "with pytest.raises(IntegrityError):\n    Load.objects.create(file=None)\n"
    )
    assert writes(good) == []
    assert may_write("alongside/work/priority/actions.py")
    assert not may_write("alongside/knowledge/opendata/views.py")
    assert not may_write("alongside/knowledge/opendata/management/commands/load.py")


def test_everybody_who_may_write_is_still_there():
    known = {source.where for source in sources("alongside", "tests")}
    assert set(MAY_WRITE) <= known
