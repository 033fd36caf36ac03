"""Who may say, confirm and change: the roles, and nobody of the school itself where another pair of eyes is needed."""

from __future__ import annotations

from typing import Any

import rules

from alongside.floor.accounts.context import posts_of
from alongside.floor.accounts.permissions import granted
from alongside.floor.accounts.roles import Place
from alongside.work.sharing.strengths.models import Strength

_confirms, _answers = granted("strengths.confirm"), granted("strengths.answer")


def is_of(user: Any, school: int) -> bool:
    """Whether somebody works at a school, or governs it."""
    return any(post.scope == "school" and post.key == str(school) for post in posts_of(user))


@rules.predicate
def may_confirm(user: Any, thing: Strength | Place | None = None) -> bool:
    """By role; of a strength, neither whoever said it nor anybody of its school."""
    if isinstance(thing, Strength) and (thing.said_by_id == user.pk or is_of(user, thing.school)):
        return False
    return bool(_confirms.test(user, thing))


@rules.predicate
def may_change(user: Any, thing: Strength | Place | None = None) -> bool:
    """Whoever said it may put it better; the school's own word, its head and chair as well."""
    if isinstance(thing, Strength) and thing.said_by_id == getattr(user, "pk", None):
        return True
    return bool(_answers.test(user, thing)) and not (isinstance(thing, Strength) and not thing.is_own)


@rules.predicate
def may_take_back(user: Any, thing: Strength | Place | None = None) -> bool:
    """The school, whoever said it."""
    if isinstance(thing, Strength) and thing.said_by_id == getattr(user, "pk", None):
        return True
    return bool(_answers.test(user, thing))


@rules.predicate
def may_history(user: Any, thing: Strength | Place | None = None) -> bool:
    """The school; of what was given from the report of a review and taken back, nobody."""
    if isinstance(thing, Strength) and thing.seen == "review" and thing.state == Strength.State.TAKEN_BACK:
        return False
    return bool(_answers.test(user, thing))


def register() -> None:
    rules.set_perm("strengths.confirm", may_confirm)
    rules.set_perm("strengths.change", may_change)
    rules.set_perm("strengths.take-back", may_take_back)
    rules.set_perm("strengths.history", may_history)
