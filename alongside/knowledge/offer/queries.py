"""Reads: services."""

from __future__ import annotations

from datetime import date

from alongside.knowledge.offer.models import Service
from alongside.knowledge.offer.rules import Offered


def services(*, on: date | None = None) -> list[Service]:
    """By name: those offered on a day or later, or with None every one that was ever recorded. One query."""
    found = list(Service.objects.select_related("checked_by", "by").order_by("name", "pk"))
    return found if on is None else [one for one in found if one.ends_on is None or on < one.ends_on]


def service(pk: int) -> Service | None:
    return Service.objects.select_related("checked_by", "by").filter(pk=pk).first()


def offered(service: Service) -> Offered:
    """A service as the rules take it."""
    return Offered(
        key=service.pk,
        needs=tuple(service.needs),
        districts=None if service.whole_city else tuple(service.districts),
        starts_on=service.starts_on,
        ends_on=service.ends_on,
        checked_on=service.checked_on,
    )
