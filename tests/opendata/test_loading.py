"""A file through the machinery: what is seen before, during and after."""

from __future__ import annotations

import pytest

from alongside.knowledge.opendata import queries
from alongside.knowledge.schools.models import Group

pytestmark = pytest.mark.django_db

TWO = "URN,Name,Open date,Pupils,Kind,Remark\n100001,Ash School,01/09/1990,210,Primary,\n100002,Elm School,,,,\n"


def test_a_load_is_a_version_that_readers_see(loaded):
    load = loaded("register_as_at_31_Aug_2025.csv", TWO)
    assert load.state == "done", load.says
    assert queries.head() == load.pk
    assert sorted(Group.objects.current().values_list("name", flat=True)) == ["Ash School", "Elm School"]
