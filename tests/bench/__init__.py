"""How fast and how large, beside a baseline in the same run: `python -m tests.bench`."""
