"""A bank that grows while a run reads it: numbered folders of rendered pictures, the oldest of which are removed.

Each shard is a bank of its own (`data.bank`) with the text states of its captions; the same number gives the same pictures.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from stridebot_training.config import TrainConfig
from stridebot_training.data.bank import bank_of, draw, save_bank
from stridebot_training.data.compose import Composer
from stridebot_training.loader import Loader, Redraw
from stridebot_training.text import TextEncoder
from stridebot_training.text_cache import encode_bank

FIRST_SEED = 1_000_000_000
"""No evaluation draws pictures from seeds this high."""


@dataclass(frozen=True)
class ShardPlan:
    """How the pictures of one network come: their side, the side at which they are painted, how many a shard holds, how
    many shards are kept, and how often a picture is seen before a fresh one takes its place."""

    side: int
    draw_side: int
    count: int
    kept: int
    views: int


class ShardFolder:
    """The shards of one network. `progress` holds how many pictures the run has seen."""

    def __init__(self, folder: Path, plan: ShardPlan):
        self.folder, self.plan = folder, plan
        folder.mkdir(parents=True, exist_ok=True)

    def numbers(self) -> list[int]:
        """Returns the numbers of the finished shards, rising."""
        return sorted(int(path.name) for path in self.folder.iterdir() if path.name.isdigit())

    def path(self, number: int) -> Path:
        return self.folder / f"{number:07}"

    def note_seen(self, pictures: int) -> None:
        partial = self.folder / "progress.partial"
        partial.write_text(str(pictures))
        os.replace(partial, self.folder / "progress")

    def wanted(self) -> int | None:
        """Returns the number of the next shard to render, or None while there are enough fresh pictures.

        In an empty folder, rendering goes on where pictures have been seen up to, not at the first one.
        """
        progress = self.folder / "progress"
        seen = int(progress.read_text()) if progress.exists() else 0
        due = seen // (self.plan.count * self.plan.views)
        numbers = self.numbers()
        following = max(numbers[-1] + 1, due) if numbers else due
        first_ones = min(self.plan.kept, 8)
        return following if following <= due + first_ones or len(numbers) < first_ones else None

    def render(self, number: int, composer: Composer, encoder: TextEncoder) -> None:
        """Renders a shard and removes what is too old; a reader sees whole shards alone."""
        partial = self.folder / f"{number:07}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        first = FIRST_SEED + number * self.plan.count
        save_bank(bank_of([draw(composer, seed, self.plan.side) for seed in range(first, first + self.plan.count)]), partial)
        encode_bank(partial, encoder=encoder)
        os.replace(partial, self.path(number))
        for old in self.numbers()[: -self.plan.kept]:
            shutil.rmtree(self.path(old), ignore_errors=True)


class ShardLoader:
    """Batches from the shards that there are: each batch comes from one, drawn by chance."""

    def __init__(self, shards: ShardFolder, config: TrainConfig, seed: int, redraw: Redraw | None = None):
        self._shards, self._config, self._seed, self._redraw = shards, config, seed, redraw
        self._loaders: dict[int, Loader] = {}

    def batch(self, step: int, device: torch.device) -> dict[str, Tensor]:
        """Returns what `Loader.batch` returns. Raises LookupError while there is no shard."""
        self._look()
        if not self._loaders:
            raise LookupError(f"{self._shards.folder}: no pictures yet")
        numbers = sorted(self._loaders)
        number = numbers[np.random.default_rng([self._seed, step, 2]).integers(len(numbers))]
        return self._loaders[number].batch(step, device)

    def _look(self) -> None:
        there = set(self._shards.numbers())
        self._loaders = {number: loader for number, loader in self._loaders.items() if number in there}
        for number in there - set(self._loaders):
            try:
                self._loaders[number] = Loader(self._shards.path(number), self._config, self._seed, self._redraw)
            except (OSError, ValueError):
                continue  # removed in this very moment
