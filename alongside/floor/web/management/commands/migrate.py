"""`alongside migrate`: Django's, without what makes it slow here.

For each table, index and constraint that a migration makes, Django renders anew every model that is related to it,
however distantly. Nearly all of ours point to the user who wrote a row, so each of 500 steps would render 300 models: a
minute on a new database (November 2026, Django 5.2). A table that was not there before, an index and a constraint
change no other model, so for them the one model is rendered, just as when Django starts. Whatever else a migration does
goes Django's way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with one_model_at_a_time():
            super().handle(*args, **options)


@contextmanager
def one_model_at_a_time() -> Iterator[None]:
    """Meanwhile a new model, and one that gets an index or a constraint, is rendered without those related to it."""
    states: Any = ProjectState
    add_model, append_option = states.add_model, states._append_option
    states.add_model, states._append_option = _add_model(add_model), _append_option
    try:
        yield
    finally:
        states.add_model, states._append_option = add_model, append_option


def _add_model(usual: Any) -> Any:
    def add_model(state: Any, model: ModelState) -> None:
        key = model.app_label, model.name_lower
        if "apps" not in vars(state) or key in state.models:
            usual(state, model)
            return
        state.models[key] = model
        if state._relations is not None:
            state.resolve_model_relations(key)
        state._reload({key})

    return add_model


def _append_option(state: Any, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
    model = state.models[app_label, model_name]
    model.options[option_name] = [*model.options.get(option_name, []), obj]
    if "apps" in vars(state):
        state._reload({(app_label, model_name)})
