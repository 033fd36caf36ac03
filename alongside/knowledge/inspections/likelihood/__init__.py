"""Where an inspection is likely: when the next one may come, never how well it will go.

Words: schools wait in *lines* (a first inspection; judged to improve; asked for a graded one; good or outstanding; long
exempt). A school's *turn* is its place in a line on a day and since when it waits; its *position* is how many years of
work stand before it at the pace of the last twelve months. A *chance* is the probability of an inspection within so
many months. A *rule of thumb* orders schools without any model, and stands beside every chance.
"""
