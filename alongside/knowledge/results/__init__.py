"""What is published of how schools are doing: results, attendance, intake, destinations, money.

A *measure* is data (policies/measures.yaml). A *figure* is what one file says of one place (a school, an authority,
England) in one year; where it says nothing, the figure knows why. A *series* is a measure of one place over the years;
it breaks where the instrument changed. The *cohort* is the number of pupils that a figure speaks of. *Similar schools*
are alike in intake, never in results.
"""
