"""How the city is published: one page a publisher's file, with its headers, its words and its quirks.

`headers/` holds the columns of each file in order, as published; where only the names are known and not their order
(Ofsted's files of all inspections from 2019 to 2025), the order is ours.
"""
