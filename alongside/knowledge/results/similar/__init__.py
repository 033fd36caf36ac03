"""Similar schools: those with the same kind of pupils, for a fair comparison.

Nearest on intake within a group of phases (policies/similar_schools.yaml), never on results. The *set* of a year is
worked out once and stays (`SimilarSet`, with one `Similar` row a school); `rules.py` finds the nearest and says by what
they differ, `actions.py` keeps a set, `queries.py` reads it.
"""
