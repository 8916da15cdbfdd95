"""How a subcommand ends when it cannot do what was asked."""


class CommandError(Exception):
    """One line for standard error: what is wrong, and what is expected instead."""

    exit_code = 2
