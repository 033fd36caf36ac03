"""Whether schools feel safe and supported: heads and chairs are asked each term, openly or in confidence.

A *round* is one term's asking. An *open* answer is read by the District Lead and the director; a *no* in it is replied
to by a date. An answer in *confidence* is *sealed*: only the round's *trusted person* reads it. Everybody else sees
*figures*, made once when the round closes, with what is too small *held back*.
"""
