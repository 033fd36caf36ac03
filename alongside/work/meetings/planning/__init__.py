"""Series, meetings, agenda, papers and invitations: what comes before the day."""
