"""Concerns and strengths of schools, from any source: weighed, told to the school, followed, closed.

A *concern* may need help, a *strength* could help others. A *weighing* says how heavy it is, why, and whether it gets
better; each is a row of its own. The school hears first: until it is *told*, its page shows nothing. *Restricted* ones
are read by few. An academy's concern is *referred* to its trust and to the regional director, and chased until
answered.
"""
