"""What was agreed: who does what by when. It comes back until it is done. Visits, meetings and concerns post here."""
