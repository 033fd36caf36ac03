"""Letters that leave the house, through an outbox: none lost, none sent twice; and who wants to hear how often."""
