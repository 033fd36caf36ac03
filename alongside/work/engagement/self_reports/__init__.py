"""A school says what it needs, is told who will see it and what follows, and is answered.

A *report* is a *draft* until the head sends it; then it waits for a named person's answer until a day. What is *agreed*
afterwards becomes the draft of a plan, whose cost is not known yet. *Withdrawn*: taken back before it was answered.
"""
