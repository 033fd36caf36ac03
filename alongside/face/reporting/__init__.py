"""What the partnership answers for: the gap that the contract speaks of, and the city since each contract began.

*Since* is told from the first day of a contract (policies/contracts.yaml). The *gap* is between the maintained schools
that caused concern in a year and the other schools (policies/gap.yaml); for the office and the council.
"""
