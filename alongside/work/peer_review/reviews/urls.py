"""Addresses of reviews."""

from __future__ import annotations

from typing import Any

app_name = "reviews"
urlpatterns: list[Any] = []
