"""Time-boxed training: the learning rate is a function of the share of `--minutes` that has passed, so it ends on time."""

import argparse
import csv
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch import Tensor, nn

from stridebot_training.checkpoint import load_checkpoint, save_checkpoint
from stridebot_training.config import CONFIGS, TrainConfig
from stridebot_training.ema import Ema
from stridebot_training.loader import Loader
from stridebot_training.schedule import cosine_alphas_cumprod
from stridebot_training.unet import UNet, parameter_count

MAX_X0_WEIGHT = 5.0
TIMESTEP_LOGIT_MEAN, TIMESTEP_LOGIT_STD = 0.3, 1.2


def learning_rate_share(step: int, elapsed_share: float, config: TrainConfig) -> float:
    """Returns the factor on the learning rate: linear warm-up by step, constant, then linear decay by the clock."""
    warm = min(1.0, (step + 1) / config.warmup_steps)
    left = (1 - min(1.0, elapsed_share)) / config.decay_share
    return warm * max(0.01, min(1.0, left))


def stratified_timesteps(count: int, generator: torch.Generator) -> Tensor:
    """Returns `count` rising timesteps, one from each equally likely part of a logit-normal over 0 … 999.

    Strata let a small batch see every noise level; the logit-normal (arXiv:2403.03206, section 3.1) spends most of the
    updates where shapes are decided. Nearly clean images teach texture alone, and pure noise only the mean colour.
    """
    device = generator.device
    jitter = torch.rand(count, generator=generator, device=device).clamp(1e-4, 1 - 1e-4)
    quantile = (torch.arange(count, device=device) + jitter) / count
    logit = TIMESTEP_LOGIT_MEAN + TIMESTEP_LOGIT_STD * torch.special.ndtri(quantile)
    return (1000 * torch.sigmoid(logit)).long().clamp(max=999)


class Batches(Protocol):
    """Where batches come from: a `loader.Loader`, or a `device.source.DeviceLoader`."""

    def batch(self, step: int, device: torch.device) -> dict[str, Tensor]: ...


class Diffuser:
    """Forward noising and the v target (arXiv:2202.00512, appendix D) on one device."""

    def __init__(self, device: torch.device):
        alphas_cumprod = torch.from_numpy(cosine_alphas_cumprod()).to(device)
        self._signal, self._noise = alphas_cumprod.sqrt().float(), (1 - alphas_cumprod).sqrt().float()

    def noised(self, x0: Tensor, timestep: Tensor, eps: Tensor) -> Tensor:
        """Returns x_t for timesteps [B]."""
        return self._column(self._signal, timestep) * x0 + self._column(self._noise, timestep) * eps

    def v(self, x0: Tensor, timestep: Tensor, eps: Tensor) -> Tensor:
        return self._column(self._signal, timestep) * eps - self._column(self._noise, timestep) * x0

    def loss_weight(self, timestep: Tensor) -> Tensor:
        """Returns min(1, 5 · (1 − ᾱ_t)), float32 [B]: as a loss on x0, SNR + 1 capped at 5 (compare arXiv:2303.09556).

        Without it, most of the gradient comes from nearly clean images, where nothing but texture is left to learn.
        """
        return (MAX_X0_WEIGHT * self.noise_variance(timestep)).clamp(max=1)

    def noise_variance(self, timestep: Tensor) -> Tensor:
        """Returns 1 − ᾱ_t, float32 [B]."""
        return self._noise[timestep].square()

    @staticmethod
    def _column(table: Tensor, timestep: Tensor) -> Tensor:
        return table[timestep][:, None, None, None]


def loss_on(
    model: nn.Module,
    diffuser: Diffuser,
    batch: dict[str, Tensor],
    generator: torch.Generator,
    is_x0: bool,
    bf16: bool = True,
    memory_format: torch.memory_format = torch.channels_last,
) -> Tensor:
    """Returns the mean squared error of v per example, float32 [B]. Adds batch["timestep"] for the weights.

    Of a network that predicts x0 it is the same error, since v = (√ᾱ · x − x0) / √(1 − ᾱ).
    """
    x0 = batch["image"]
    timestep = stratified_timesteps(len(x0), generator).to(x0.device)
    batch["timestep"] = timestep
    eps = torch.randn(x0.shape, generator=generator, device=generator.device).to(x0.device)
    sample = diffuser.noised(x0, timestep, eps)
    extra = []
    if "low_res" in batch:
        sample = torch.cat([sample, batch["low_res"]], dim=1)
        extra = [batch["noise_level"]]
    sample = sample.contiguous(memory_format=memory_format)
    with torch.autocast(x0.device.type, dtype=torch.bfloat16, enabled=bf16):
        estimate = model(sample, timestep, batch["states"], *extra).float()
    if is_x0:
        return (estimate - x0).square().mean(dim=(1, 2, 3)) / diffuser.noise_variance(timestep)
    return (estimate - diffuser.v(x0, timestep, eps)).square().mean(dim=(1, 2, 3))


def loss_by_noise(losses: list[Tensor]) -> tuple[float, list[float]]:
    """Returns the mean loss, and the loss in the low, middle and high third of a batch's noise levels."""
    stacked = torch.stack(losses).cpu().numpy()
    return float(stacked.mean()), [float(part.mean()) for part in np.array_split(stacked.mean(axis=0), 3)]


def append_row(path: Path, header: list[str], row: list) -> None:
    """Appends a row to a CSV file, which begins with the header."""
    is_new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.writer(file)
        if is_new:
            writer.writerow(header)
        writer.writerow(row)


class Learner:
    """A network with its optimizer and the moving average of its weights: one update for each batch.

    `step` counts the updates. `average` is called between backward and update, say to average gradients over processes.
    """

    def __init__(
        self,
        config: TrainConfig,
        device: torch.device,
        seed: int,
        compiled: bool = False,
        bf16: bool = True,
        channels_last: bool = True,
        average: Callable[[nn.Module], None] | None = None,
    ):
        torch.manual_seed(seed)
        self.config, self.device, self.bf16, self.step = config, device, bf16, 0
        self._format = torch.channels_last if channels_last else torch.contiguous_format
        self.model = UNet(config.unet).to(device, memory_format=self._format)
        self.optimizer = torch.optim.AdamW(self.model.parameters(), config.learning_rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.ema = Ema(self.model, config.ema_decay)
        self._forward = torch.compile(self.model) if compiled else self.model
        self._diffuser, self._seed, self._average = Diffuser(device), seed, average
        self.reseed()

    def begin_with(self, weights: dict[str, Tensor]) -> None:
        """Takes over the weights of another network of the same shape."""
        self.model.load_state_dict(weights)
        self.ema = Ema(self.model, self.config.ema_decay)

    def reseed(self) -> None:
        """Starts the stream of timesteps and noise that belongs to the current step."""
        self._generator = torch.Generator(self.device).manual_seed(self._seed + 7919 * self.step)

    def update(self, batch: dict[str, Tensor], learning_rate: float) -> Tensor:
        """Trains on one batch; returns the error of v per example, float32 [B], sorted by rising timestep.

        The errors stay where they are: to fetch them at every step would make the host wait for the device.
        """
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate
        is_x0 = self.config.unet.prediction_type == "sample"
        per_example = loss_on(self._forward, self._diffuser, batch, self._generator, is_x0, self.bf16, self._format)
        self.optimizer.zero_grad(set_to_none=True)
        (self._diffuser.loss_weight(batch["timestep"]) * per_example).mean().backward()
        if self._average is not None:
            self._average(self.model)
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.ema.update(self.model)
        self.step += 1
        return per_example.detach()


class Run:
    """A training run that can stop at any step and be resumed from its folder.

    A run without a checkpoint begins with the weights of `graph`, the ONNX file of a published package, if one is given.
    """

    def __init__(
        self,
        config: TrainConfig,
        folder: Path,
        minutes: float,
        seed: int,
        device: torch.device,
        compiled: bool,
        graph: Path | None = None,
        bf16: bool = True,
        channels_last: bool = True,
    ):
        self.learner = Learner(config, device, seed, compiled, bf16, channels_last)
        self.config, self.folder, self.seconds, self.device, self.elapsed = config, folder, minutes * 60, device, 0.0
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / "last.pt").exists():
            state = load_checkpoint(folder / "last.pt", self.learner)
            self.elapsed = state["elapsed_seconds"]
        elif graph is not None:
            # Imported late: it needs the onnx package, and a run without a graph does not.
            from stridebot_training.warm_start import weights_of_graph

            self.learner.begin_with(weights_of_graph(graph, config.unet))
        self._is_stopped = False

    @property
    def step(self) -> int:
        return self.learner.step

    @property
    def ema(self) -> Ema:
        return self.learner.ema

    def stop(self, *_: object) -> None:
        """Ends the run after the step that is under way; the checkpoint is written as usual."""
        self._is_stopped = True

    def train(
        self,
        loader: Batches,
        save_every_seconds: float = 180,
        log_every: int = 25,
        max_steps: int | None = None,
        on_save: Callable[["Run"], None] | None = None,
    ) -> None:
        """Trains until the clock or `max_steps` ends the run; saves on the way and at the end.

        `on_save` is called after each save on the way, say to draw a sheet; its time counts, as that of saving does.
        """
        last_save = mark = time.monotonic()
        losses = []
        while not self._is_done(max_steps):
            losses.append(self._update(loader.batch(self.step, self.device)))
            if self.step % log_every == 0:
                self._log(losses)
                losses = []
            if time.monotonic() - last_save > save_every_seconds:
                self.save()
                if on_save is not None:
                    on_save(self)
                last_save = time.monotonic()
            self.elapsed, mark = self.elapsed + time.monotonic() - mark, time.monotonic()
        self.save()

    def _is_done(self, max_steps: int | None) -> bool:
        return self._is_stopped or self.elapsed >= self.seconds or self.step == max_steps

    def _update(self, batch: dict[str, Tensor]) -> Tensor:
        share = learning_rate_share(self.step, self.elapsed / self.seconds, self.config)
        return self.learner.update(batch, self.config.learning_rate * share)

    def _log(self, losses: list[Tensor]) -> None:
        """Appends one row: the mean loss, and the loss in the low, middle and high third of a batch's noise levels."""
        mean, thirds = loss_by_noise(losses)
        rate = self.learner.optimizer.param_groups[0]["lr"]
        row = [self.step, self.step * self.config.batch_size, round(self.elapsed, 1), f"{mean:.5f}",
               *(f"{part:.5f}" for part in thirds), f"{rate:.2e}"]  # fmt: skip
        append_row(self.folder / "loss.csv", ["step", "images", "seconds", "loss", "low", "middle", "high", "learning_rate"], row)
        print(*row, flush=True)

    def save(self) -> None:
        save_checkpoint(self.folder / "last.pt", self.learner, elapsed_seconds=self.elapsed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", choices=CONFIGS)
    parser.add_argument("--bank", type=Path, required=True, help="a folder made by `stridebot_training.data bank`")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--from-graph", type=Path, help="a published base.onnx or upscale.onnx to go on from")
    parser.add_argument("--seed", type=int, default=180)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    config, device = CONFIGS[args.config], torch.device(args.device)
    run = Run(config, args.out, args.minutes, args.seed, device, args.compile, args.from_graph)
    print(f"{args.config}: {parameter_count(run.learner.model) / 1e6:.2f} M parameters, from step {run.step}", flush=True)
    signal.signal(signal.SIGTERM, run.stop)
    run.train(Loader(args.bank, config, args.seed))


if __name__ == "__main__":
    main()
