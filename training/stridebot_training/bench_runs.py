"""Prints as JSON how long PyTorch takes for the model runs of one picture, eager and compiled, in float32 on the CPU.

The weights are random: they do not change the time.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from stridebot_training.config import CONFIGS
from stridebot_training.unet import UNet, example_inputs


@dataclass(frozen=True)
class Stage:
    """One network, what it is run on, and how many times for one picture."""

    network: Callable[..., Tensor]
    inputs: tuple[Tensor, ...]
    runs: int


def open_stage(name: str, runs: int, rows: int) -> Stage:
    """Returns the network of configuration `name` with a batch of `rows`."""
    config = CONFIGS[name].unet
    return Stage(UNet(config).eval(), tuple(example_inputs(config, rows).values()), runs)


def compiled(stage: Stage) -> Stage:
    return Stage(torch.compile(stage.network, dynamic=False), stage.inputs, stage.runs)


@torch.inference_mode()
def picture_ms(stages: Sequence[Stage]) -> float:
    """Runs every network as often as one picture needs; returns the duration in milliseconds."""
    start = time.perf_counter()
    for stage in stages:
        for _ in range(stage.runs):
            stage.network(*stage.inputs)
    return 1000 * (time.perf_counter() - start)


def median_picture_ms(stages: Sequence[Stage], rounds: int) -> float:
    """Returns the median duration of `rounds` pictures, after one that does not count."""
    picture_ms(stages)
    return statistics.median(picture_ms(stages) for _ in range(rounds))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", nargs=3, action="append", required=True, metavar=("CONFIG", "RUNS", "ROWS"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    stages = [open_stage(name, int(runs), int(rows)) for name, runs, rows in args.stage]
    eager = median_picture_ms(stages, args.rounds)
    fast = median_picture_ms([compiled(stage) for stage in stages], args.rounds)
    print(json.dumps({"version": torch.__version__, "eagerMs": eager, "compiledMs": fast}))


if __name__ == "__main__":
    main()
