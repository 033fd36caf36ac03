"""One mechanism for every meeting: series, invitations, agenda, papers, interests, attendance, quorum, decisions,
actions, minutes."""
