"""What is wrong with a file that a user wrote."""


class ConfigError(Exception):
    """The configuration makes no sense; the message says what, where and what to do, in one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))
