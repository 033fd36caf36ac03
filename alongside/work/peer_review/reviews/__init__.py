"""A peer review from preparation to follow-up. The report is the school's: it decides who sees what of it."""
