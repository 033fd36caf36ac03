"""More than targets: what schools themselves choose to look at, and what a school says in its own words.

An *indicator* is proposed, by a school or a person, in their own words; a *body* adopts or declines it, with a reason,
on a day. A *value* is what was entered of a school in a year for an adopted indicator: who said it, when, in which
words, or why there is none. *Own words* are a title and a text that a school asks to have shown as its own. Until
schools can sign in, the office records all of it on their behalf and says so.
"""
