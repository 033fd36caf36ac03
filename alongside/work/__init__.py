"""What the partnership does. Each package imports only what stands below it."""
