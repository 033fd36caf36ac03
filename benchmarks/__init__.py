"""How fast it is, as ratios against a floor measured in the same run. `make bench` prints them.

Bare times say more about the machine than about the product, so each figure is our time over the time of the least that
any program would have to do for the same result. Benchmarks run on a country of the demo's own making.
"""
