"""Who reviews whom: facts, rules and points (pure), a greedy choice, the best one by HiGHS, reasons and what is
missing. Nothing here but `gathering` and `actions` knows the database.
"""
