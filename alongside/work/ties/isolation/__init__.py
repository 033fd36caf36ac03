"""Whether a school stands alone: the verdict on its ties, the list of those that do, and the city in figures.

A school is *connected*, *thin* (few ties), *alone*, or *unknown* (a kind of tie that could lift it is recorded nowhere
yet). policies/isolation.yaml says which ties count and how they fade.
"""
