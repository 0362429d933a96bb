"""The run itself: trains the network that is due, saves, logs and draws sheets, until it is told to stop."""

import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor

from stridebot_training.background.checkpoints import CheckpointStore
from stridebot_training.background.networks import NETWORKS, Network, due
from stridebot_training.background.processes import GradientAverage
from stridebot_training.background.redraw import BaseRedraw
from stridebot_training.background.shards import ShardFolder, ShardLoader
from stridebot_training.background.sheet import draw_sheet
from stridebot_training.background.speed import Way
from stridebot_training.checkpoint import learner_state, restore_learner
from stridebot_training.sheets import averaged
from stridebot_training.train import Learner, append_row, loss_by_noise
from stridebot_training.unet import UNet
from stridebot_training.warm_start import weights_of_graph

SEED, LOG_EVERY, CPU = 180, 50, torch.device("cpu")
LONGEST_STEP_SECONDS = 60
"""More is not counted as training: the first step compiles, and a machine may sleep."""
LOG_HEADER = ["time", "network", "step", "pictures", "pictures_per_second", "loss", "low", "middle", "high", "learning_rate"]


@dataclass(frozen=True)
class Settings:
    """What a run is told. `run` and `copy` are folders outside the repository; `package` is the published model to begin with."""

    run: Path
    copy: Path | None
    package: Path | None
    networks: tuple[str, str] = ("base32", "upscale32")
    compiled: bool = True
    save_seconds: float = 600
    sheet_seconds: float = 1800
    max_steps: int | None = None


@dataclass
class Training:
    """One network of the run: `pictures` it has seen, `seconds` it has trained, over all starts."""

    name: str
    network: Network
    learner: Learner
    store: CheckpointStore
    shards: ShardFolder
    pictures: int = 0
    seconds: float = 0.0
    losses: list[Tensor] = field(default_factory=list)

    def save(self) -> None:
        self.store.save(learner_state(self.learner) | {"pictures": self.pictures, "seconds": self.seconds})


class BackgroundRun:
    """Trains in turn until `stop` is called; goes on from the furthest checkpoint of its folders.

    With an `average`, this is one of several processes that hold the same weights; that of rank 0 alone writes.
    """

    def __init__(self, settings: Settings, way: Way, rank: int = 0, average: GradientAverage | None = None):
        self._settings, self._way, self._rank, self._average = settings, way, rank, average
        self._is_stopped, self._steps = False, 0
        self._trainings: dict[int, Training] = {}
        self._last_sheet = time.monotonic()

    def stop(self, *_: object) -> None:
        """Ends the run after the step under way; the checkpoint is written as usual."""
        self._is_stopped = True
        if self._average is not None:
            self._average.ask_to_stop()

    def run(self) -> None:
        while not self._is_over():
            which, left = due(sum(self._stored_seconds(i) for i in (0, 1)))
            training = self._training(which)
            print(f"{training.name}: from picture {training.pictures}, for {left / 60:.0f} minutes", flush=True)
            if not self._wait_for_pictures(training.shards):
                return
            self._train(training, training.seconds + left, self._loader(which, training))
            if self._average is not None:
                self._average.turned()

    def _is_over(self) -> bool:
        asked = self._is_stopped if self._average is None else self._average.is_stopping
        return asked or (self._settings.max_steps is not None and self._steps >= self._settings.max_steps)

    def _is_turn_over(self, training: Training, until: float) -> bool:
        """Several processes have clocks of their own: that of the first says when, and all turn at the same step."""
        is_late = training.seconds >= until
        if self._average is None:
            return is_late
        if is_late and self._rank == 0:
            self._average.ask_to_turn()
        return self._average.is_turning

    def _train(self, training: Training, until: float, loader: ShardLoader) -> None:
        last_save = last_log = mark = time.monotonic()
        batch_size = self._way.processes * training.network.config.batch_size
        while not self._is_over() and not self._is_turn_over(training, until):
            batch = loader.batch(training.learner.step * self._way.processes + self._rank, CPU)
            rate = training.network.learning_rate(training.learner.step, batch_size)
            training.losses.append(training.learner.update(batch, rate))
            training.pictures += batch_size
            self._steps += 1
            now = time.monotonic()
            training.seconds, mark = training.seconds + min(now - mark, LONGEST_STEP_SECONDS), now
            if self._rank == 0:
                if training.learner.step % LOG_EVERY == 0:
                    self._log(training, now - last_log)
                    last_log = now
                if now - last_save > self._settings.save_seconds:
                    training.save()
                    last_save = now
                if now - self._last_sheet > self._settings.sheet_seconds:
                    self._sheet(training)
        if self._rank == 0:
            training.save()
            training.shards.note_seen(training.pictures)
        if self._average is not None:
            self._trainings.clear()  # the next turn begins from the checkpoint of the first process, in all of them
            dist.barrier()

    def _wait_for_pictures(self, shards: ShardFolder) -> bool:
        """Returns whether there are pictures; not so when the run is stopped before the first ones are rendered."""
        while not shards.numbers() and not self._is_stopped:
            time.sleep(1)
        return bool(shards.numbers())

    def _log(self, training: Training, seconds: float) -> None:
        mean, thirds = loss_by_noise(training.losses)
        pictures = len(training.losses) * self._way.processes * training.network.config.batch_size
        training.losses.clear()
        rate = training.learner.optimizer.param_groups[0]["lr"]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        row = [now, training.name, training.learner.step, training.pictures, f"{pictures / seconds:.1f}", f"{mean:.5f}"]
        append_row(self._settings.run / "log.csv", LOG_HEADER, [*row, *(f"{part:.5f}" for part in thirds), f"{rate:.2e}"])
        training.shards.note_seen(training.pictures)

    def _sheet(self, training: Training) -> None:
        self._last_sheet = time.monotonic()
        weights = {i: self.weights(i) for i in (0, 1)}
        path = self._settings.run / "sheets" / f"{training.name}-{training.pictures:09}.png"
        draw_sheet(weights[0], weights[1], path)

    def weights(self, which: int) -> UNet:
        """Returns a network of the run with its averaged weights, ready to run."""
        config = NETWORKS[self._settings.networks[which]].config.unet
        if which in self._trainings:
            return averaged(config, self._trainings[which].learner.ema.shadow, CPU)
        state = self._store(which).load()
        return averaged(config, state["ema"] if state is not None else self._first_weights(which), CPU)

    def _first_weights(self, which: int) -> dict[str, Tensor]:
        network = NETWORKS[self._settings.networks[which]]
        if self._settings.package is None:
            torch.manual_seed(SEED)  # the same in all processes
            return UNet(network.config.unet).state_dict()
        return weights_of_graph(self._settings.package / network.graph, network.config.unet)

    def _store(self, which: int) -> CheckpointStore:
        folders = (self._settings.run,) if self._settings.copy is None else (self._settings.run, self._settings.copy)
        return CheckpointStore(folders, self._settings.networks[which])

    def _stored_seconds(self, which: int) -> float:
        if which in self._trainings:
            return self._trainings[which].seconds
        state = self._store(which).load()
        return 0.0 if state is None else state["seconds"]

    def _training(self, which: int) -> Training:
        if which not in self._trainings:
            self._trainings[which] = self._begin(which)
        return self._trainings[which]

    def _begin(self, which: int) -> Training:
        """Restores a network from its checkpoint, or begins with the published weights."""
        name = self._settings.networks[which]
        network, store = self._sized(NETWORKS[name], which), self._store(which)
        learner = Learner(
            network.config, CPU, SEED + self._rank, self._settings.compiled, self._way.precision == "bf16", average=self._average
        )
        training = Training(name, network, learner, store, ShardFolder(self._settings.run / "pictures" / name, network.shards))
        state = store.load()
        if state is None:
            learner.begin_with(self._first_weights(which))
        else:
            restore_learner(learner, state)
            training.pictures, training.seconds = state["pictures"], state["seconds"]
        training.shards.note_seen(training.pictures)
        return training

    def _sized(self, network: Network, which: int) -> Network:
        """The trial chose the batch of the base; an upscaler keeps its own."""
        if which == 1 or not self._settings.networks[0].startswith("base"):
            return network
        return replace(network, config=replace(network.config, batch_size=self._way.batch))

    def _loader(self, which: int, training: Training) -> ShardLoader:
        redraw = BaseRedraw(self.weights(0)) if which == 1 else None
        return ShardLoader(training.shards, training.network.config, SEED, redraw)
