"""Visits to schools: planned, written up, answered by the school; caseloads, and how often each kind of school is seen."""
