"""Samples of a package, kept in a folder: drawing is what an evaluation waits for, scoring again is cheap."""

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path

import numpy as np

from stridebot_training.evaluate.ambiguity_scores import Pair
from stridebot_training.reference_engine import ReferenceEngine, Term, Walk

Array = np.ndarray
BATCH = 10


class Artist:
    """Draws [count, 3, S, S] for consecutive seeds; what `folder` holds already is read instead. None keeps nothing.

    Without `walk`, at the package's defaults.
    """

    def __init__(self, engine: ReferenceEngine, folder: Path | None = None, walk: Walk | None = None):
        self._engine, self._folder, self._walk = engine, folder, walk or engine.default_walk
        self.side: int = engine.model["base"]["imageSize"]

    def prompt(self, prompt: str, first_seed: int, count: int) -> Array:
        return self._draw([prompt], [Term(prompt)], first_seed, count)

    def pair(self, pair: Pair, first_seed: int, count: int) -> Array:
        return self._draw([pair.kind, pair.view, pair.first, pair.second], pair.terms(self.side), first_seed, count)

    def _draw(self, name: list[str], terms: list[Term], first_seed: int, count: int) -> Array:
        path = self._path([*name, first_seed, count])
        if path is not None and path.exists():
            return np.load(path)
        seeds = range(first_seed, first_seed + count)
        x = np.concatenate([self._engine.draw(terms, list(seeds[i : i + BATCH]), self._walk) for i in range(0, count, BATCH)])
        if path is not None:
            self._keep(path, x)
        return x

    def _path(self, request: list) -> Path | None:
        """A name that another package, another walk or another request do not share."""
        if self._folder is None:
            return None
        model = self._engine.model
        weights = [model["base"]["sha256"], model["textEncoder"]["sha256"]]
        key = [*weights, model["base"]["thresholding"], asdict(self._walk), *request]
        return self._folder / f"{hashlib.sha256(json.dumps(key).encode()).hexdigest()[:24]}.npy"

    def _keep(self, path: Path, x: Array) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.stem}.{os.getpid()}.npy")
        np.save(partial, x)
        os.replace(partial, path)
