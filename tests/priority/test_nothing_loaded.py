"""The commands before anything is loaded."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", [("priority",), ("explain", "103001")])
def test_where_nothing_is_loaded_it_says_how_to_begin(words: tuple[str, ...]):
    with pytest.raises(CommandError, match="Begin with: alongside load FILE"):
        call_command(*words)
