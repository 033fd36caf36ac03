"""Visits between schools: asked for, dated, made, and what became of them.

An *offer* is what a school shows to visitors: topics, days of the week, and a *limit* of visits a term. A *visit* is
asked for by the *guest* with a few days; the *host* chooses one, or says why not; both have it in their calendars. Once
it was made, the guests say what they *took away* and, some weeks later, whether it *worked*.
"""
