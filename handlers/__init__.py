"""What to say: features, and the rules they use."""
