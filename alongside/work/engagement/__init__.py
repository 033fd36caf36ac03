"""Every contact with a school: visits, concerns, inspections as they happen, what schools say for themselves.

The parts do not know each other; they meet in the ledger of contacts and in tasks.
"""
