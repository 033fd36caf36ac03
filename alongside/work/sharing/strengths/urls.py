"""Addresses of strengths."""

from __future__ import annotations

from typing import Any

app_name = "strengths"
urlpatterns: list[Any] = []
