"""Samples at a package's defaults, kept in a folder: drawing is what an evaluation waits for, scoring again is cheap."""

import hashlib
import json
import os
from pathlib import Path

import numpy as np

from stridebot_training.evaluate.readings import Pair
from stridebot_training.studio import Studio, Term

Array = np.ndarray
BATCH = 10


class Artist:
    """Draws [count, 3, S, S] for consecutive seeds; what `folder` holds already is read instead. None keeps nothing."""

    def __init__(self, studio: Studio, folder: Path | None = None):
        self._studio, self._folder = studio, folder
        self.side: int = studio.model["base"]["imageSize"]

    def prompt(self, prompt: str, first_seed: int, count: int) -> Array:
        return self._draw([prompt], [Term(prompt)], first_seed, count)

    def pair(self, pair: Pair, first_seed: int, count: int) -> Array:
        return self._draw([pair.kind, pair.view, pair.first, pair.second], pair.terms(self.side), first_seed, count)

    def _draw(self, name: list[str], terms: list[Term], first_seed: int, count: int) -> Array:
        path = self._path([*name, first_seed, count])
        if path is not None and path.exists():
            return np.load(path)
        seeds = range(first_seed, first_seed + count)
        x = np.concatenate([self._studio.draw(terms, list(seeds[i : i + BATCH])) for i in range(0, count, BATCH)])
        if path is not None:
            self._keep(path, x)
        return x

    def _path(self, request: list) -> Path | None:
        """A name that another package, other defaults or another request do not share."""
        if self._folder is None:
            return None
        model = self._studio.model
        key = [model["base"]["sha256"], model["textEncoder"]["sha256"], model["base"]["thresholding"], model["defaults"], *request]
        return self._folder / f"{hashlib.sha256(json.dumps(key).encode()).hexdigest()[:24]}.npy"

    def _keep(self, path: Path, x: Array) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.stem}.{os.getpid()}.npy")
        np.save(partial, x)
        os.replace(partial, path)
