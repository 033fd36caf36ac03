"""Practice on the page “Together”."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from alongside.floor.accounts.together import Way
from alongside.floor.accounts.waiting import Who
from alongside.floor.kernel.prose import counted
from alongside.work.sharing.practice.models import Item


def glance(who: Who, on: date) -> str:
    """For heads: their drafts, else how often others tried what they wrote up. One query."""
    schools = who.schools("head")
    if not schools:
        return ""
    drafts = Count("pk", filter=Q(state=Item.State.DRAFT), distinct=True)
    found = Item.objects.filter(school__in=schools).aggregate(
        drafts=drafts, tried=Count("trials", filter=Q(state=Item.State.PUBLISHED))
    )
    if found["drafts"]:
        return f"{counted(found['drafts'], 'draft').capitalize()} of your school can be read over and published."
    return f"What your school wrote up was tried {counted(found['tried'], 'time')} by others." if found["tried"] else ""


WAY = Way(
    key="practice",
    order=20,
    title="What worked, here and elsewhere",
    words="Short write-ups with their evidence and cost, and what came of it where schools here have tried them.",
    address="practice:list",
    permission="practice.see",
    glance=glance,
)
