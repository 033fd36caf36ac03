"""Addresses of ties."""

from __future__ import annotations

from typing import Any

app_name = "ties"
urlpatterns: list[Any] = []
