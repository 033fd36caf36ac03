"""What the School page says of published measures: read at once (`gathering`), put beside similar schools and areas
(`lines`, `groups`), drawn (`pictures`), and said in sentences (`summary`)."""
