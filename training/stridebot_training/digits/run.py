"""A training run of a digit network: it can end after any step and be resumed from its folder."""

import csv
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor

from stridebot_training.background.checkpoints import CheckpointStore
from stridebot_training.checkpoint import save_state
from stridebot_training.digits.idx import Digits
from stridebot_training.digits.learner import Learner, Way
from stridebot_training.digits.order import batches, batches_per_epoch
from stridebot_training.digits.recipes import Recipe

LOSS_HEADER = ["step", "epoch", "loss"]
SAVE_SECONDS = 300.0
PACE_STEPS = 10


@dataclass(frozen=True)
class Place:
    """Where a run keeps its files: the folder of the run, and a second one for what cannot be computed again."""

    run: Path
    copy: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        return (self.run,) if self.copy is None else (self.run, self.copy)


def epoch_file(kind: str, epoch: int) -> str:
    """Returns the name of the file with the weights after an epoch."""
    return f"{kind}-epoch-{epoch:02}.pt"


class DigitRun:
    """Trains until its epochs are over, `stop` is called, or `max_steps` steps were made in this start.

    The loss of every step is part of the state; `KIND-loss.csv` in the run's folder is rewritten from it when a run resumes.
    """

    def __init__(self, recipe: Recipe, data: Digits, place: Place, way: Way, seed: int = 180):
        self.recipe, self.learner, self.losses = recipe, Learner(recipe, way, seed), []
        self.seconds = 0.0
        """Of training in the epoch under way."""
        self._data, self._place, self._seed, self._is_stopped = data, place, seed, False
        self._per_epoch = batches_per_epoch(len(data), recipe.batch_size)
        self._store = CheckpointStore(place.folders, recipe.kind)
        place.run.mkdir(parents=True, exist_ok=True)
        state = self._store.load()
        if state is not None:
            self._restore(state)
        self._write_losses()

    @property
    def step(self) -> int:
        """Counts the updates over all starts."""
        return len(self.losses)

    @property
    def epochs_done(self) -> int:
        return self.step // self._per_epoch

    def stop(self, *_: object) -> None:
        """Ends the run after the step under way; the state is written as usual."""
        self._is_stopped = True

    def train(self, save_seconds: float = SAVE_SECONDS, max_steps: int | None = None) -> None:
        last_step = None if max_steps is None else self.step + max_steps
        self._mark = self._last_save = time.monotonic()
        while self.epochs_done < self.recipe.epochs and not self._is_over(last_step):
            self._train_epoch(save_seconds, last_step)
        self.save()

    def _is_over(self, last_step: int | None) -> bool:
        return self._is_stopped or self.step == last_step

    def _train_epoch(self, save_seconds: float, last_step: int | None) -> None:
        """Trains to the end of the epoch under way, or until the run is over."""
        epoch, first, began = self.epochs_done + 1, self.step, time.monotonic()
        with self._loss_file().open("a", newline="", buffering=1) as file:
            writer = csv.writer(file)
            for rows in batches(len(self._data), self.recipe.batch_size, epoch, self._seed, first % self._per_epoch):
                self._update(rows)
                writer.writerow([self.step, epoch, f"{self.losses[-1]:.6g}"])
                if self._is_over(last_step) or self._is_epoch_over:
                    break
                if self.step == first + PACE_STEPS:
                    self._say_pace(epoch, time.monotonic() - began)
                if time.monotonic() - self._last_save > save_seconds:
                    self.save()
        if self._is_epoch_over:
            self._end_epoch(epoch)

    @property
    def _is_epoch_over(self) -> bool:
        return self.step % self._per_epoch == 0

    def _update(self, rows: Tensor) -> None:
        self.losses.append(self.learner.update(self._data.images[rows], self._data.labels[rows]))
        now = time.monotonic()
        self.seconds, self._mark = self.seconds + now - self._mark, now

    def _say_pace(self, epoch: int, seconds: float) -> None:
        """Says how fast this start is, from its first steps."""
        pace = PACE_STEPS * self.recipe.batch_size / seconds
        left = (self.recipe.epochs * self._per_epoch - self.step) * self.recipe.batch_size
        print(f"epoch {epoch}: {pace:.1f} images/s, an epoch in {len(self._data) / pace / 60:.0f} min, "
              f"all {self.recipe.epochs} in another {left / pace / 3600:.1f} h", flush=True)  # fmt: skip

    def _end_epoch(self, epoch: int) -> None:
        self.learner.decay.step()
        mean = sum(self.losses[-self._per_epoch :]) / self._per_epoch
        left = (self.recipe.epochs - epoch) * self.seconds / 3600
        print(f"epoch {epoch} of {self.recipe.epochs}: loss {mean:.5f}, {self.seconds:.0f} s, "
              f"{len(self._data) / self.seconds:.1f} images/s, about {left:.1f} h left", flush=True)  # fmt: skip
        self.seconds = 0.0
        if epoch in self.recipe.kept:
            self._keep(epoch)
        self.save()

    def _keep(self, epoch: int) -> None:
        for folder in self._place.folders:
            folder.mkdir(parents=True, exist_ok=True)
            state = {"kind": self.recipe.kind, "d": self.recipe.d, "epoch": epoch, "model": self.learner.model.state_dict()}
            save_state(folder / epoch_file(self.recipe.kind, epoch), state)

    def save(self) -> None:
        """Writes the whole state into every folder, atomically."""
        self._store.save(self._about() | self.learner.state() | {"losses": self.losses, "step": self.step, "seconds": self.seconds})
        self._last_save = time.monotonic()

    def _about(self) -> dict[str, Any]:
        """What a resumed run has to agree with."""
        return {"d": self.recipe.d, "batch_size": self.recipe.batch_size, "digits": len(self._data), "seed": self._seed}

    def _restore(self, state: dict[str, Any]) -> None:
        begun = {name: state[name] for name in self._about()}
        if begun != self._about():
            raise ValueError(f"{self._place.run}: begun with {begun}, asked for {self._about()}; name another --run")
        self.learner.restore(state)
        self.losses, self.seconds = state["losses"], state["seconds"]

    def _loss_file(self) -> Path:
        return self._place.run / f"{self.recipe.kind}-loss.csv"

    def _write_losses(self) -> None:
        """Writes the losses of all steps so far; those of steps that were lost with an interruption go."""
        partial = self._loss_file().with_suffix(".partial")
        with partial.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(LOSS_HEADER)
            writer.writerows([i + 1, i // self._per_epoch + 1, f"{loss:.6g}"] for i, loss in enumerate(self.losses))
        os.replace(partial, self._loss_file())
