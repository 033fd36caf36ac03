"""A panel that asks for a permission which nobody can have would never be seen, and nobody would notice."""

from __future__ import annotations

import pytest

from alongside.floor.accounts.roles import roles
from alongside.knowledge.schools import panels


@pytest.mark.parametrize("panel", panels.registered(), ids=lambda panel: panel.key)
def test_a_panel_asks_for_a_permission_that_the_policy_names(panel: panels.Panel) -> None:
    assert not panel.permission or panel.permission in roles().permissions
