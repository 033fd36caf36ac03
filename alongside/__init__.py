"""Alongside: the system that a headteacher-led school-improvement partnership runs on.

Four wings, read from the top: `face` (pages and papers), `work` (what the partnership does), `knowledge` (what is
known, and from where), `floor` (nothing there knows a school). A package imports only what stands below it.
"""
