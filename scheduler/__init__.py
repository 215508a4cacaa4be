"""When: what is done unprompted, delivery, imports."""
