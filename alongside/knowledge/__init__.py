"""What is known about schools, and from where. Each package imports only what stands below it."""
