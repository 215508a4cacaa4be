"""Two people, in whichever order they are named."""

Pair = tuple[int, int]
"""Two people's ids, the smaller one first."""


def pair(a: int, b: int) -> Pair:
    """Two people, whichever is named first."""
    return (a, b) if a < b else (b, a)
