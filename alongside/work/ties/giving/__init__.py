"""What a school gives and what it gets, on one page: a story for its head, its governors and itself. No ranking.

A *deed* is one thing that it gave, got or did together with others: a tie, or something that another package registers
as a *line* of the page (`registry`). Deeds stand by what they are and by school year, with the *thanks* of others.
"""
