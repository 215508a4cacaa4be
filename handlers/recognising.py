"""stub"""


def recognise(text: str) -> None:
    return None
