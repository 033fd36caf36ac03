"""What the partnership writes to many schools at once, whom it reached, and what came back.

A *bulletin* is written once and sent as a letter to each reader: its *copy*. The copy's link is the reader's own, and
opens it without signing in; a bulletin therefore says nothing that is not for everybody.
"""
