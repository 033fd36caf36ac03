"""Coverage lines of the Data page: for how many of the partnership’s open state-funded schools each fact is known."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from alongside.face.desk.filters import OPEN_NOW
from alongside.knowledge.inspections.models import Standing
from alongside.knowledge.opendata.coverage import Covered
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.partnership import partnership


def measure(today: date) -> list[Covered]:
    """In one query."""
    told = Standing.objects.current().filter(urn=OuterRef("urn")).exclude(mark=Standing.Mark.NOT_KNOWN)
    lines = Profile.objects.current().filter(
        authority=partnership().authority, status__in=OPEN_NOW, type__in=vocabulary.STATE_FUNDED
    )
    found = lines.annotate(told=Exists(told)).aggregate(
        of=Count("pk"),
        standing=Count("pk", filter=Q(told=True)),
        place=Count("pk", filter=Q(latitude__isnull=False)),
        district=Count("pk", filter=~Q(district="")),
        pupils=Count("pk", filter=Q(pupils__isnull=False)),
        head=Count("pk", filter=~Q(head="")),
        opened=Count("pk", filter=Q(opened__isnull=False)),
    )
    of = found["of"]
    return [
        Covered("How it stands", found["standing"], of, "Ofsted", _missing(standing=Standing.Mark.NOT_KNOWN)),
        Covered("Where it is", found["place"], of, "GIAS, or a file of postcodes"),
        Covered("Its district", found["district"], of, "places and boundaries", _missing(district="none")),
        Covered("How many pupils", found["pupils"], of, "GIAS or Ofsted"),
        Covered("Who is head", found["head"], of, "GIAS"),
        Covered("When it opened", found["opened"], of, "GIAS or Ofsted"),
    ]


def _missing(**filters: str) -> str:
    return f"{reverse('desk:schools')}?{urlencode(filters)}"
