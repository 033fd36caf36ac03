"""Addresses of hosting."""

from __future__ import annotations

from typing import Any

app_name = "hosting"
urlpatterns: list[Any] = []
