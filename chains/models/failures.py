"""What the errors of providers tell, whichever SDK they come from."""

import httpx


def status_of(error: Exception) -> object:
    """The HTTP status of a provider's error, which each SDK keeps in its own place."""
    for name in ("status_code", "code"):
        if isinstance(found := getattr(error, name, None), int):
            return found
    return None


def may_have_worked(error: BaseException | None) -> bool:
    """Whether the provider may have written an answer that did not reach us in time."""
    return (
        isinstance(error, TimeoutError | httpx.TimeoutException)
        or "Timeout" in type(error).__name__
    )
