"""One clock for a run of several phases that may be cut off and started again."""

import json
import os
import time
from pathlib import Path

RESERVED_SHARE, LEAST_RESERVED_SECONDS = 0.04, 4.0
"""Kept back at the end for sheets, export and pieces."""


class TimeBudget:
    """Counts the seconds that a run has used, over all its starts. `path` keeps the sum between them.

    Time is divided when the preparation is over: `base_share` of what is left trains the base, the rest the upscaler.
    """

    def __init__(self, path: Path, minutes: float, base_share: float):
        self._path, self.total, self._base_share = path, 60 * minutes, base_share
        self._state = {"spent": 0.0, "prepared": None}
        if path.exists():
            self._state |= json.loads(path.read_text())
        self._mark = time.monotonic()

    @property
    def spent(self) -> float:
        """Seconds used so far, those of earlier starts included."""
        return self._state["spent"] + time.monotonic() - self._mark

    @property
    def left(self) -> float:
        """Seconds that may still be trained, none of the reserve."""
        return max(0.0, self.total - self._reserve - self.spent)

    @property
    def _reserve(self) -> float:
        return max(LEAST_RESERVED_SECONDS, RESERVED_SHARE * self.total)

    def save(self) -> None:
        partial = self._path.with_suffix(".partial")
        partial.write_text(json.dumps(self._state | {"spent": self.spent}))
        os.replace(partial, self._path)

    def prepared(self) -> None:
        """Marks the end of the first preparation."""
        if self._state["prepared"] is None:
            self._state["prepared"] = self.spent
        self.save()

    def base_seconds(self, elapsed: float) -> float:
        """Returns how long a base that has trained `elapsed` seconds is to train in all.

        Seconds that a cut-off run lost shorten both trainings alike.
        """
        whole = self.total - self._reserve - self._state["prepared"]
        wanted = self._base_share * whole
        return elapsed + self.left * max(0.0, wanted - elapsed) / max(1e-6, whole - elapsed)

    def upscale_seconds(self, elapsed: float) -> float:
        """Returns how long an upscaler that has trained `elapsed` seconds is to train in all: until the end."""
        return elapsed + self.left
