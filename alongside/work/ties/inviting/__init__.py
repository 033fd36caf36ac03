"""Asking schools in: one by one, as somebody's task with a day, or many at once by a wave of invitations; what they
answer; and whether it worked, a term later.
"""
