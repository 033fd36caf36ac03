"""How the invented schools do: whom they teach, what becomes of the school, and what comes of both in each year.

`intake.py` says whom a school teaches: different from district to district, much the same from year to year.
`fortunes.py` reads from its inspections how the school itself fares: down before a poor one, up after support. The
pages named after tables make a year's figures of both, with chance the greater the fewer pupils there are, as raw
numbers by the headers of the published files; `cells.py` rounds them, holds back what speaks of a few, and adds them
up, so that totals agree with schools. `city.py` asks for all of it, school by school.

Nothing here is about a real place. What the country does in a year is invented too, of about the size one knows.
"""
