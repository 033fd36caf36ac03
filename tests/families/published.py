"""Where the schools of the town lie, whom they teach and what is published of them, without files and loads."""

from __future__ import annotations

from datetime import date

from tests.town import BRIDGE, CANAL, LOCK, QUAY

PLACES = {CANAL: (52.480, -1.900), LOCK: (52.485, -1.900), BRIDGE: (52.490, -1.900), QUAY: (52.600, -1.700)}
LIKE = range(910001, 910006)  # schools elsewhere that are similar to those of the town
RESULTS = {CANAL: 71.0, BRIDGE: 64.0} | dict.fromkeys(LIKE, 60.0)


def places() -> None:
    """Where the schools are."""
    from alongside.knowledge.schools.models import Profile

    for urn, (latitude, longitude) in PLACES.items():
        Profile.objects.filter(urn=urn).update(latitude=latitude, longitude=longitude)


def figures() -> None:
    """A result and the same intake for two primary schools of the town and five elsewhere."""
    from alongside.knowledge.results.models import Result
    from alongside.knowledge.results.similar.models import Similar, SimilarSet

    for urn, value in RESULTS.items():
        Result.objects.create(
            dataset="ks2",
            level="school",
            urn=urn,
            year=2025,
            published=date(2025, 12, 1),
            as_at=date(2025, 12, 1),
            load=1,
            row=2,
            values={"ks2-rwm-expected": value},
        )
    SimilarSet.objects.create(year=2025, load=1, policy="0" * 32, schools=2, without=0)
    intake = {"disadvantage": [40.0, 2025], "pupils": [400.0, 2025], "language": [30.0, 2025]}
    for urn in (CANAL, BRIDGE):
        nearest = [[other, 0.1] for other in LIKE]
        Similar.objects.create(year=2025, load=1, urn=urn, group="primary", intake=intake, nearest=nearest)


def groups(school: int, trust: str, sponsor: str) -> None:
    """A school's trust and its sponsor in the register."""
    from alongside.knowledge.schools.models import GroupMember

    for uid, (name, kind) in enumerate(((trust, "Multi-academy trust"), (sponsor, "School sponsor")), start=1):
        GroupMember.objects.create(uid=uid, urn=school, name=name, kind=kind, row=2, since=1)
