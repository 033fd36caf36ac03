"""An invented city, Lockside: made as files in the shapes in which GIAS and Ofsted publish, taken in by the loaders.

Everything in it is made up: the ground it stands on, its schools, its people, what inspectors found. It comes out the
same every time: chance is seeded by what it is asked about (`chance.py`), so that a change in one school's story leaves
the others as they were. Read `city.py` for the ground, `lives.py` for what can happen to a school, `cast.py` for the
schools whose stories are told by hand, `careers.py` for their inspections, `files/` for how all that is published,
`deliveries.py` for which file came when, and `build.py` for how they are loaded.
"""

from __future__ import annotations

from datetime import date

TODAY = date(2026, 11, 16)
"""The day on which the demo stands still: a Monday."""
