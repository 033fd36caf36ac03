"""Changes of head that a published file tells of: dated facts, shown until somebody says what they mean.

A *change of head* is noted where the register (GIAS) names another head than the file before it. It overwrites nobody.
It is *settled* by a person: a new head, the same person written otherwise, or an error of the file.
"""
