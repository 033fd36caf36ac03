"""What connects a school with others: the ledger of ties, and whether a school stands alone.

A *tie* is a family, network, trust, review, visit, meeting or help given or received, with its day and what it rests
on. Other packages post them here.
"""
