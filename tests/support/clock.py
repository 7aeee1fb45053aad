"""A clock that stands still until it is told otherwise."""


class Clock:
    """Returns its ``seconds`` when called."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds
