"""Visits to schools: planned, carried out, written up, sent to the school, answered by it and settled; caseloads, and
how often which school is seen.

A *visit* is planned with a day and invited to by calendar. When it has been carried out, its lead writes a *draft* by
the template of its *kind*; sending it makes a *report*, which the head (and the chair, where included) reads and the
head *answers* as accurate or not. The author *replies*: mends, which makes the next report, or keeps what stands and
says why. A *restricted note* is never sent. A *tier* says how often a school is seen.
"""
