"""What each page says, as plain data: made from what the queries fetched, without a request, tested without one."""
