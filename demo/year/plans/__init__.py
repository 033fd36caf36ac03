"""What happens at which school and when, decided before any of it is recorded. No database."""
