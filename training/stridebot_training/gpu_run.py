"""One script for a whole time-boxed run: prepare, train the base, train the upscaler, draw sheets, export, cut in pieces.

`pack` gathers all that a run needs into one file where the sprites and the text encoder are; `run` needs PyTorch, numpy
and Pillow alone, and goes on where it was when it is started again; `join` puts the pieces together at home.
"""

import signal
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from stridebot_training.checkpoint import load_ema
from stridebot_training.chunks import split
from stridebot_training.config import CONFIGS, TrainConfig
from stridebot_training.device.source import DeviceLoader
from stridebot_training.device.world import WorldSettings, build_world, caption_states, render_backdrops
from stridebot_training.materials import Materials, load_materials
from stridebot_training.sheets import averaged, base_sheet, upscale_sheet
from stridebot_training.time_budget import TimeBudget
from stridebot_training.train import Run
from stridebot_training.unet import parameter_count

BASE_OVERSAMPLING = 2
"""Pictures for a base are composed at twice its side and reduced, which smooths what sampling leaves jagged."""


@dataclass(frozen=True)
class RunSettings:
    """A run as its command line says it. `stop_after` ends this start after so many minutes; the run can go on later.

    `max_steps` ends each training early, to measure speed or to try the whole way.
    """

    base: str = "base64"
    upscale: str = "upscale64"
    minutes: float = 28
    base_share: float = 0.72
    stop_after: float | None = None
    max_steps: int | None = None
    seed: int = 180
    compiled: bool = True
    bf16: bool = True
    channels_last: bool = True
    base_batch: int | None = None
    upscale_batch: int | None = None
    base_weights: Path | None = None
    upscale_weights: Path | None = None
    sheet_seconds: float = 150
    log_every: int = 50
    plans: int | None = None
    each_place: int = 80
    each_scene: int = 320
    each_weather: int = 40
    workers: int = 8
    threads: int | None = None


REHEARSAL = RunSettings(
    base="tiny", upscale="tiny-upscale", minutes=1.5, base_share=0.5, max_steps=150, compiled=False, sheet_seconds=8,
    log_every=5, plans=80, each_place=2, each_scene=2, each_weather=2, workers=2, threads=1,
)  # fmt: skip
"""One thread: on tensors this small, several wait for each other longer than they work, and far longer on a busy machine."""


class GpuRun:
    """A run in a folder. `stop` may be called at any time, also by a signal: the phase under way saves and ends."""

    def __init__(self, settings: RunSettings, pack: Path, folder: Path, device: torch.device):
        self.settings, self.folder, self.device = settings, folder, device
        self._pack, self._is_stopped, self._training = pack, False, None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "sheets").mkdir(exist_ok=True)
        self.budget = TimeBudget(folder / "clock.json", settings.minutes, settings.base_share)

    def stop(self, *_: object) -> None:
        self._is_stopped = True
        if self._training is not None:
            self._training.stop()

    def run(self) -> bool:
        """Does all that is left within the clock; returns whether the run is over. Pieces are written either way."""
        materials = load_materials(self._pack)
        if self.settings.plans is not None:
            materials = materials.first(self.settings.plans)
        self._say(f"{len(materials.plans)} plans, {len(materials.captions)} captions, {len(materials.coarse.files)} sprites")
        for stage in ("base", "upscale"):
            # Before the device is touched, because painting forks.
            render_backdrops(materials, self._world_settings(stage), self._backdrops(stage))
        states = caption_states(materials, self.device)
        self.budget.prepared()
        self._say(f"prepared; token states take {states.nbytes / 1e6:.0f} MB")
        prompts = states[[*(materials.captions.index(text) for text in materials.prompts), -1]]
        for stage in ("base", "upscale"):
            if not self._is_stopped:
                self._train(stage, materials, states, prompts)
        export_weights(self.folder, self._names())
        is_over = not self._is_stopped
        if is_over:
            export_graphs(self.folder, self._names())
        self.budget.save()
        self._say("the run is over" if is_over else "stopped; start it again to go on")
        return is_over

    def _say(self, text: str) -> None:
        print(f"[{self.budget.spent:7.1f} s] {text}", flush=True)

    def _names(self) -> tuple[str, str]:
        return self.settings.base, self.settings.upscale

    def _config(self, stage: str) -> TrainConfig:
        config = CONFIGS[getattr(self.settings, stage)]
        return replace(config, batch_size=getattr(self.settings, f"{stage}_batch") or config.batch_size)

    def _world_settings(self, stage: str) -> WorldSettings:
        side = self._config(stage).unet.image_size
        kind, side = ("coarse", BASE_OVERSAMPLING * side) if stage == "base" else ("fine", side)
        s = self.settings
        return WorldSettings(kind, side, s.each_place, s.each_scene, s.each_weather, s.seed, s.workers)

    def _backdrops(self, stage: str) -> Path:
        return self.folder / f"backdrops-{self._world_settings(stage).side}.npz"

    def _train(self, stage: str, materials: Materials, states: Tensor, prompts: Tensor) -> None:
        config, settings = self._config(stage), self.settings
        training = Run(config, self.folder / getattr(settings, stage), 1, settings.seed, self.device, settings.compiled,
                       bf16=settings.bf16, channels_last=settings.channels_last)  # fmt: skip
        training.seconds = getattr(self.budget, f"{stage}_seconds")(training.elapsed)
        first_step, first_elapsed = training.step, training.elapsed
        weights = getattr(settings, f"{stage}_weights")
        if first_step == 0 and weights is not None:
            training.learner.begin_with(load_ema(weights))
        self._say(f"{stage}: {parameter_count(training.learner.model) / 1e6:.2f} M parameters, step {first_step}, "
                  f"{training.elapsed:.0f} of {training.seconds:.0f} s trained")  # fmt: skip
        self._training = training
        if self._is_stopped or training.elapsed >= training.seconds or training.step == settings.max_steps:
            return
        world = build_world(materials, self._world_settings(stage), self._backdrops(stage), states)

        def on_save(run: Run) -> None:
            self._sheet(stage, run, prompts)
            self.budget.save()

        loader = DeviceLoader(world, config, settings.seed)
        training.train(loader, settings.sheet_seconds, settings.log_every, settings.max_steps, on_save)
        on_save(training)
        images, seconds = (training.step - first_step) * config.batch_size, training.elapsed - first_elapsed
        self._say(f"{stage}: step {training.step}, {images / max(1e-6, seconds):.0f} images/s with saving and sheets")

    def _sheet(self, stage: str, run: Run, prompts: Tensor) -> None:
        path = self.folder / "sheets" / f"{getattr(self.settings, stage)}-{run.step:06}.png"
        model = averaged(run.config.unet, run.ema.shadow, self.device)
        if stage == "base":
            base_sheet(model, prompts, path)
        else:
            base = averaged(self._config("base").unet, load_ema(self._checkpoint(self.settings.base)), self.device)
            upscale_sheet(base, model, prompts, path)

    def _checkpoint(self, name: str) -> Path:
        return self.folder / name / "last.pt"


def export_weights(folder: Path, names: tuple[str, ...]) -> list[Path]:
    """Writes the averaged weights of the checkpoints that exist, in half precision, and cuts them and the logs in pieces.

    Each file reads like a checkpoint, so `sample` and `release` take it as one.
    """
    files = []
    (folder / "export").mkdir(exist_ok=True)
    for name in names:
        checkpoint = folder / name / "last.pt"
        if checkpoint.exists():
            files.append(folder / "export" / f"{name}.pt")
            torch.save({"ema": {key: value.half() for key, value in load_ema(checkpoint).items()}}, files[-1])
            files += _logs(folder, name)
    return split(files, folder / "pieces", "weights")


def _logs(folder: Path, name: str) -> list[Path]:
    """Returns the loss curve under a name of its own, and the last sheet."""
    found = sorted((folder / "sheets").glob(f"{name}-[0-9]*.png"))[-1:]
    curve = folder / name / "loss.csv"
    if curve.exists():
        found.append(folder / "export" / f"{name}-loss.csv")
        found[-1].write_bytes(curve.read_bytes())
    return found


def export_graphs(folder: Path, names: tuple[str, ...]) -> list[Path]:
    """Writes ONNX graphs of the exported weights in half precision, and their pieces; nothing where onnx is not installed.

    A stage that the clock left no time for has no weights, and gets no graph.
    """
    try:
        from stridebot_training.export import export_unet
    except ModuleNotFoundError as error:
        print(f"no graphs: {error}; export them at home from the weights", flush=True)
        return []
    paths = []
    for name in (name for name in names if (folder / "export" / f"{name}.pt").exists()):
        paths.append(folder / "export" / f"{name}.onnx")
        export_unet(averaged(CONFIGS[name].unet, load_ema(folder / "export" / f"{name}.pt"), torch.device("cpu")), paths[-1])
    return split(paths, folder / "pieces", "graphs")


def look(pack: Path, out: Path, count: int, seed: int) -> list[str]:
    """Writes a contact sheet of pictures as the device composes them and returns their captions, row by row of eight."""
    from stridebot_training.sample import sheet

    materials, config = load_materials(pack), replace(CONFIGS["base64"], batch_size=count)
    settings = WorldSettings("coarse", BASE_OVERSAMPLING * config.unet.image_size, 8, 8, 8)
    backdrops = out.with_suffix(".npz")
    render_backdrops(materials, settings, backdrops)
    world = build_world(materials, settings, backdrops, torch.zeros(len(materials.captions) + 1, 1, 1))
    layout = DeviceLoader(world, config, seed).layout(0)
    pixels = (world.compositor.compose(layout) * 255).round().byte().permute(0, 2, 3, 1).numpy()
    sheet(np.array_split(pixels, -(-count // 8)), cell=settings.side).save(out)
    backdrops.unlink()
    return [materials.captions[i] for i in layout.caption]


def start(settings: RunSettings, pack: Path, folder: Path, device: torch.device) -> bool:
    """Runs with signals: SIGTERM, or the end of `stop_after`, lets the step under way finish, saves and writes pieces."""
    if settings.threads is not None:
        torch.set_num_threads(settings.threads)
    torch.set_float32_matmul_precision("high")
    torch.backends.cudnn.benchmark = True
    run = GpuRun(settings, pack, folder, device)
    signal.signal(signal.SIGTERM, run.stop)
    if settings.stop_after is not None:
        signal.signal(signal.SIGALRM, run.stop)
        signal.setitimer(signal.ITIMER_REAL, 60 * settings.stop_after)
    return run.run()
