"""Addresses of cycles."""

from __future__ import annotations

from typing import Any

app_name = "cycles"
urlpatterns: list[Any] = []
