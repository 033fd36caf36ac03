"""The words and small sums that every package shares: identifiers, periods, the clock, missing values, policies.

No Django in here, and no school.
"""
