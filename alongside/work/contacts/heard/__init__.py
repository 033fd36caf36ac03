"""Who has been heard: whom the partnership talked and listened to, in every district, phase, type and role, over any
period; and whom it has not reached, the longest first. The counts are kept by the actions of the ledger."""
