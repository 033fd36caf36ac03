"""Who may sign in. Accounts are made by invitation only."""
