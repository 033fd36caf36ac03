"""Visits to schools: planned, written up, answered by the school; caseloads, and how often which school is seen."""
