"""What is done outside of a request, and not lost when a worker dies: a lease on every job that runs."""
