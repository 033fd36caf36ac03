"""When not to look for garbage.

Python looks for rings of dead objects each time some thousands were made. While a country's worth of small objects is
made, none of it rings, the looking takes as long as the making.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_now() -> Iterator[None]:
    """No search for garbage until this is done. What no name holds any more is freed at once all the same."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
