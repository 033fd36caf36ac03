"""The register of schools as at a date: what they are, where they stand, what came before and after, whom they belong
to.

Words: a *record* is what one file said of one school on one day; a *profile* is the merged view of all records, GIAS
before Ofsted, field by field. A *district* is one of the partnership's own areas (policies/districts.yaml).
"""
