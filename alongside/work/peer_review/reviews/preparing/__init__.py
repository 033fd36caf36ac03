"""Before the day: the days, the preparation pack, the timetable, the invitations; and the beginning."""
