"""Platforms, and the wiring of the house: the top floor."""
