"""Priority Schools: computed from the agreed definition (policies/priority.yaml), as at any date, with reasons.

Words: a *limb* is one of the ways into the definition; a *verdict* says on the list, not on it, or *undetermined* with
what is missing. It proposes; people decide. Never public.
"""
