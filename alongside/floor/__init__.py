"""What everything stands on. Nothing in here knows a school."""
