"""A town in which everybody is asked, and Tessa is its trusted person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from alongside.floor.accounts.roles import Post
from tests.cast import person_holding
from tests.town import AT, Town

YES = {"safe": True, "supported": True, "known": True}
NO = {"safe": True, "supported": False, "known": True}


def trusted() -> Any:
    return person_holding("Tessa Trusted", Post("trusted-person", "partnership"))


def opened(at: datetime = AT) -> Any:
    from alongside.work.engagement.supported import actions

    return actions.open_round(by=None, at=at)


def says(town: Town, found: Any, user: Any, said: dict[str, bool] | None = None, **how: Any) -> None:
    from alongside.work.engagement.supported import actions

    told: dict[str, Any] = {"words": "", "in_confidence": False, "at": AT} | how
    actions.answer(round=found, person=town.person(user), said=said or NO, by=user, **told)
