"""People and the roles they hold over a period: at a school, in a district, in a body, at the partnership.

A *person* is somebody the partnership knows by name, with or without an account. A *holding* is one role that a person
holds from a day until a day. A *body* is a group that meets: a board, a district strategy group. What is published
about heads (GIAS) is read beside it and overwrites nobody.
"""
