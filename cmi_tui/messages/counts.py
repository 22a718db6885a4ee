"""Numbers of things, in the singular where French has it: for none and for one."""


def counted(count: int, one: str, many: str) -> str:
    """« 0 ligne », « 1 ligne », « 2 lignes »."""
    return f"{count} {one if abs(count) < 2 else many}"
