"""A ledger."""


def add(line: str) -> str:
    """Adds a line."""
    return line
