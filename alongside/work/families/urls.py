"""Addresses of families."""

from __future__ import annotations

from typing import Any

app_name = "families"
urlpatterns: list[Any] = []
