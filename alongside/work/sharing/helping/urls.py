"""Addresses of helping."""

from __future__ import annotations

from typing import Any

app_name = "helping"
urlpatterns: list[Any] = []
