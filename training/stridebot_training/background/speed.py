"""Pictures a second of a training step, and the way of training that is fastest on this machine.

python -m stridebot_training.background.speed --precision bf16 f32 --batch 64 128 256 --threads 1 2 --processes 1 2
"""

import argparse
import itertools
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch

from stridebot_training.background.networks import NETWORKS, PAIRS
from stridebot_training.background.processes import cores, settle
from stridebot_training.train import Learner

TOKENS = 16
BATCH_WORTH = {256: 0.95}


@dataclass(frozen=True)
class Way:
    """How a network is trained: precision 'bf16' or 'f32', pictures a batch in each process, threads of each, processes."""

    precision: str
    batch: int
    threads: int = 1
    processes: int = 1


def measure(way: Way, network: str, steps: int, compiled: bool) -> float:
    """Returns the pictures a second of one process on random pictures, the first two steps left out."""
    config = replace(NETWORKS[network].config, batch_size=way.batch)
    learner = Learner(config, torch.device("cpu"), 180, compiled, way.precision == "bf16")
    side = config.unet.image_size
    batch = {
        "image": torch.rand(way.batch, 3, side, side) * 2 - 1,
        "states": torch.randn(way.batch, TOKENS, config.unet.text_width),
    }
    began = 0.0
    for step in range(steps + 2):
        if step == 2:
            began = time.perf_counter()
        learner.update(dict(batch), 1e-4)
    return way.batch * steps / (time.perf_counter() - began)


def measured(way: Way, network: str, steps: int, compiled: bool) -> float:
    """Returns the pictures a second of all processes together, each pinned to a core of its own if it has one thread."""
    pinned = [str(core) if way.threads == 1 else "-1" for core in cores()[: way.processes]]
    command = [sys.executable, "-m", __spec__.name, "--child", json.dumps(asdict(way)), "--network", network, "--steps", str(steps)]
    running = [subprocess.Popen([*command, "--core", core, *(["--compile"] if compiled else [])], stdout=subprocess.PIPE, text=True)
               for core in pinned]  # fmt: skip
    return sum(float(process.communicate()[0].split()[-1]) for process in running)


def choose(core_count: int, record: Path, rate: Callable[[Way], float]) -> Way:
    """Returns the fastest way for so many cores, by a trial that is kept in `record` for this processor.

    `rate` measures a way; about a minute in all. It should not compile, which would take minutes for each way, and leaves
    their order as it is.
    """
    processor = _processor()
    if record.exists() and (kept := json.loads(record.read_text()))["processor"] == processor:
        return Way(**kept["way"])
    shares = [(1, core_count), (core_count, 1)] if core_count > 1 else [(1, 1)]
    ways = [Way(precision, 64, threads, processes) for precision in ("bf16", "f32") for threads, processes in shares]
    rates = {way: rate(way) for way in ways}
    best = max(rates, key=rates.__getitem__)
    batches = {best: rates[best]} | {way: rate(way) for way in (replace(best, batch=batch) for batch in (128, 256))}
    # A larger batch takes fewer updates, so it must be worth it.
    chosen = max(batches, key=lambda way: batches[way] * BATCH_WORTH.get(way.batch, 1))
    for way, pace in (rates | batches).items():
        print(f"trial: {way}: {pace:.0f} pictures a second", flush=True)
    record.write_text(json.dumps({"processor": processor, "way": asdict(chosen)}))
    return chosen


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = (
        [line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
        if info.exists()
        else []
    )
    return names[0] if names else platform.processor()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--network", choices=PAIRS, default="base32")
    parser.add_argument("--precision", nargs="+", default=["bf16", "f32"])
    parser.add_argument("--batch", nargs="+", type=int, default=[64, 128, 256])
    parser.add_argument("--threads", nargs="+", type=int, default=[1])
    parser.add_argument("--processes", nargs="+", type=int, default=[1])
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--child", type=json.loads, help=argparse.SUPPRESS)
    parser.add_argument("--core", type=int, default=-1, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child is not None:
        way = Way(**args.child)
        settle(args.core if args.core >= 0 else None, way.threads)
        print(measure(way, args.network, args.steps, args.compile))
        return
    for precision, batch, threads, processes in itertools.product(args.precision, args.batch, args.threads, args.processes):
        way = Way(precision, batch, threads, processes)
        print(f"{precision} batch {batch}, {threads} threads, {processes} processes: "
              f"{measured(way, args.network, args.steps, args.compile):.0f} pictures a second", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
