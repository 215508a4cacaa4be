"""Tables and queries: the ground floor."""
