"""Addresses of practice."""

from __future__ import annotations

from typing import Any

app_name = "practice"
urlpatterns: list[Any] = []
