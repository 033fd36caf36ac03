"""The local offer of services, and the profile of a district that it is held against.

A *service* is something that somebody offers to children, families or schools of some districts: for whom, which
*needs* it answers (policies/needs.yaml), how to reach it, when it was last *checked* and by whom. A *profile* tells a
district's needs by published measures, rolled up from its schools where they are published for schools, and otherwise
as the authority's figure, labelled so. A need that is greater than the policy says, and that no service answers, is
*without an offer*.
"""
