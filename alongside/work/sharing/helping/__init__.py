"""Informal help between schools, recorded by one, confirmed by the other, thanked.

*Help* has a *giver* and a *getter*. Whoever records it speaks for one of them; the other *confirms* it, or *disputes*
it in words of its own. Only what is confirmed counts. The getter's *thanks* stand on the giver's page.
"""
