"""The shapes of file that tell of inspections: Ofsted's latest inspections (2023, 2025, 2026), and all inspections of a
period (since 2015).

Names collide across frameworks: *Inspection start date* is that of the latest graded inspection in files to 2025, and
of the latest report card since. So each format maps its own headers, and nothing is told by position.
"""
