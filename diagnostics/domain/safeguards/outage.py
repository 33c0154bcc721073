"""Something that is tried again and again, and fails for a while: said once, and once more when it is over."""

import logging


class Outage:
    """``begun`` is logged with the first line of the error, in place of %s; ``over`` when nothing fails any more."""

    def __init__(self, log: logging.Logger, *, begun: str, over: str) -> None:
        self._log = log
        self._begun = begun
        self._over = over
        self.lasts = False

    def note(self, error: Exception | None) -> None:
        """What the latest attempt raised, or None."""
        if error and not self.lasts:
            self._log.warning(self._begun, str(error).strip().partition("\n")[0])
        elif self.lasts and not error:
            self._log.warning(self._over)
        self.lasts = error is not None
