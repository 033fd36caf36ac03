"""The machinery of a published source: fetch, recognise, gate, stage, provenance.

Words: a *format* is a shape of file, a *family* the formats that succeed each other (the Ofsted files of 2023, 2025 and
2026 are one family). A *load* is one file taken in; each load is a version of what is known. Rows are staged under the
load's number, unseen, and seen when the head moves to it: one small write. Knows no school.
"""
