"""The ledger of contacts: who was talked and listened to, in which role, when, on what.

Whatever meets people posts here: visits, calls, meetings, feedback from inspections, events, answers to bulletins.
"""
