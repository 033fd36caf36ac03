"""A peer review from preparation to follow-up. The report is the school's: it decides who sees what of it.

A *part* of a review is one piece of words: the focus, a finding, the summary, an action. A *release* gives one part to
an *audience* until the school takes it back or its time is over. `consent` alone decides who reads a part.
"""
