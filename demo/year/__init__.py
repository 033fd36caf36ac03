"""A year of life in Lockside: who is who, and what they did from September 2025 to the demo's today.

Read `folk.py` for the people, `plan.py` for what happens at which school and when, `words/` for what people say, and
`recorder.py` for how it enters: through the actions that people at their desks use, never beside them.
"""

from __future__ import annotations

from datetime import date

BEGAN = date(2025, 9, 3)
"""The day from which the partnership has kept people and contacts in Alongside. Files it had loaded before."""
