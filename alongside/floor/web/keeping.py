"""What costs a moment to work out and changes with a load is worked out once, and kept."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import TypeVar

from django.core.cache import cache

T = TypeVar("T")
A_DAY = 24 * 3600  # seconds


def kept(wing: str, said: tuple[object, ...], make: Callable[[], T]) -> T:
    """What `make` came to, made once for everything that it depends on (`said`: the version of knowledge, the day, …,
    each with a `repr` that says what it is). A tuple of one lets None be kept too.
    """
    key = f"{wing}:{blake2b(repr(said).encode(), digest_size=16).hexdigest()}"
    found: tuple[T] | None = cache.get(key)
    if found is None:
        found = (make(),)
        cache.set(key, found, timeout=A_DAY)
    return found[0]
