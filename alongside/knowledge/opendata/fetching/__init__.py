"""Getting the current files from their publishers: which addresses (policies/sources.yaml), and how to bring one home
from a server that misbehaves. What has come is kept and loaded like any other file.
"""
