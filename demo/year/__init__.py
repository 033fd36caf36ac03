"""Life in Lockside: who is who, what schools have done together for three years, and what everybody did from September
2025 to the demo's today.

Read `folk.py` for the people, `plans/` for what happens at which school and when, `words/` for what people say, and
`recorder.py` for how it enters: through the actions that people at their desks use, never beside them.
"""

from __future__ import annotations

from datetime import date

TOGETHER = date(2023, 10, 2)
"""The day from which the partnership has kept people and families in Alongside. Files it had loaded before."""

BEGAN = date(2025, 9, 3)
"""The day from which it has kept visits, meetings and everything else that it does."""
