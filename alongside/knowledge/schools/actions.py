"""What a person decides about the register: the district of a school. The only write that is not a load."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.opendata import queries
from alongside.knowledge.schools import districts, fields
from alongside.knowledge.schools.models import DistrictOverride, Profile, Record
from alongside.knowledge.schools.placing import Placing
from alongside.knowledge.schools.profiling import RECORD, current
from alongside.knowledge.schools.rows import raw_rows


class CannotDecide(CannotRecord):
    """The decision cannot stand, and why, in a sentence."""


@transaction.atomic
def override_district(*, school: int, district: str, reason: str, by: User, at: datetime) -> DistrictOverride:
    """Put a school into a district against its location, or (district "") take that back. `school` is its URN.

    Holds at once and after every later load. Raises CannotDecide.
    """
    policy = districts.policy_of_districts()
    line = Profile.objects.current().filter(urn=school).first()
    if line is None:
        raise CannotDecide(f"There is no school with the URN {school} in the register.")
    if line.authority != policy.authority:
        raise CannotDecide(f"{line.name} is not a school of {policy.authority}, so it has no district.")
    if district and district not in policy.all_keys:
        raise CannotDecide(f"There is no district “{district}”.")
    if not reason.strip():
        raise CannotDecide("Say why: the reason is kept with the decision.")
    if not district and line.district_how != districts.PERSON:
        raise CannotDecide(f"Nobody has put {line.name} into another district, so there is nothing to take back.")
    decision = DistrictOverride.objects.create(urn=school, district=district, reason=reason.strip(), by=by, at=at)
    now = _apply(school, district)
    journal.record(
        action="schools.district_taken_back" if not district else "schools.district_decided",
        subject=f"school {school}",
        by=by,
        at=at,
        details={"name": line.name, "before": line.district, "now": now, "reason": decision.reason},
    )
    return decision


def _apply(urn: int, district: str) -> str:
    """Put the decision into the school's line: the one that is seen, and the one that a load may be staging."""
    # Not a versioned change: it is a person's, dated by the decision itself, and no load brought it.
    lines = Profile.objects.filter(Q(until=None) | Q(pk__in=Profile.objects.current().filter(urn=urn)), urn=urn)
    for line in lines.select_for_update():
        if district:
            line.district, line.district_how = district, districts.PERSON
        else:
            line.district, line.district_how = _by_location(urn, line.since)
        line.save(update_fields=["district", "district_how"])
    return district or next((line.district for line in lines), "")


def _by_location(urn: int, version: int) -> tuple[str, str]:
    """What the location says, as far as the load of that number knows."""
    version = max(version, queries.head())
    rows = raw_rows(
        Record.objects.filter(urn=urn, load__lte=version)
        .order_by("as_at", "load")
        .values_list(*RECORD, *fields.CORE_NAMES)
    )
    found = current(rows) if rows else None
    if not found:
        return "", ""
    ((district, _),) = Placing(version).find([(urn, found[0], rows)])
    return district
