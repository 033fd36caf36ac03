"""A thousand spoilt files: each loads with a clean report, or stops with a clear sentence and nothing has changed."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.opendata.conftest import NOW, visible
from tests.opendata.harm import faults_of
from tests.opendata.mutator import MUTATIONS, mutants
from tests.opendata.toys import EVENTS_HEADER, REGISTER_HEADER

pytestmark = pytest.mark.django_db

REGISTER = "register_as_at_30_Sep_2025.csv"
PHASES = ("Primary", "Secondary")
ROWS = "".join(
    f"{100_000 + at},School {at} – St Mary’s,{at % 28 + 1:02d}/09/{1950 + at},{200 + at},{PHASES[at % 2]},\n"
    for at in range(40)
)
GOOD = f"{REGISTER_HEADER}\n{ROWS}".encode()
EVENTS = (f"{EVENTS_HEADER}\n" + "".join(f"{at},{100_000 + at},01/10/2024,Good\n" for at in range(40))).encode()


@pytest.fixture
def before(loaded):
    loaded("register_as_at_31_Aug_2025.csv", GOOD.replace(b"School 7 ", b"Old School 7 "))
    loaded("events_published_by_31_Aug_2025.csv", EVENTS)
    return visible()


@pytest.mark.parametrize(
    ("name", "content", "seed"),
    [
        (REGISTER, GOOD, 0),
        (REGISTER, GOOD, 350),
        ("events_published_by_30_Sep_2025.csv", EVENTS, 0),
    ],
)
def test_a_spoilt_file_does_no_harm(before, name, content, seed):
    count = 350 if connection.vendor == "sqlite" else 80
    harm = {
        what: faults
        for at, (what, spoilt) in enumerate(mutants(content, count=count, seed=seed))
        if (faults := faults_of(name, spoilt, at=NOW, before=before, seen=visible, let_through=at % 2 == 0))
    }
    assert harm == {}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_no_stack_of_mutations_does_harm(before, mutations, chance):
    content = GOOD
    for mutation in mutations:
        content = mutation(chance, content)
    assert faults_of(REGISTER, content, at=NOW, before=before, seen=visible) == []
