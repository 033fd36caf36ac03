"""How what is loaded gets into the database: staged unseen in short transactions, and cleared away if it is abandoned.

Only actions and the machinery of a load write through here.
"""
