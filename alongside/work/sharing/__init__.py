"""Every school has something good to share: strengths, practice, visits between schools, help.

The parts do not know each other; they meet in the ledger of ties.
"""
