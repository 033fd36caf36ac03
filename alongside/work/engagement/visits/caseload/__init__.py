"""Caseloads: which schools somebody looks after, how often each is seen, when it is due; the load of each lead."""
