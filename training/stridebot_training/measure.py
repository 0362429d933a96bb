"""Prints what a finished package costs: milliseconds per run of each graph, and how far its text states are from PyTorch's."""

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from stridebot_training.reference_engine import ReferenceEngine, Term, Walk
from stridebot_training.text import TextEncoder, tokenize

PROBES = ("a skull", "a puppy", "an oil painting of people around a campfire", "the face of a programmer", "")


def median_ms(run: Callable[[], object], repeats: int) -> float:
    """Returns the median duration of `run` in milliseconds, after two runs that do not count."""
    durations = []
    for _ in range(repeats + 2):
        start = time.perf_counter()
        run()
        durations.append(1000 * (time.perf_counter() - start))
    return statistics.median(durations[2:])


def text_difference(engine: ReferenceEngine) -> tuple[float, float]:
    """Returns the largest absolute difference of a token state, and the smallest cosine between mean states."""
    encoder, smallest, largest = TextEncoder(), 1.0, 0.0
    for text in PROBES:
        ids, mask = (torch.from_numpy(part) for part in tokenize([text]))
        with torch.no_grad():
            expected = encoder(ids, mask)[0].numpy()
        actual, count = engine.encode(text)[0], int(mask.sum())
        a, b = actual[:count].mean(axis=0), expected[:count].mean(axis=0)
        smallest = min(smallest, float(a @ b / np.linalg.norm(a) / np.linalg.norm(b)))
        largest = max(largest, float(np.abs(actual - expected).max()))
    return largest, smallest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=15)
    args = parser.parse_args()
    engine = ReferenceEngine(args.package, args.threads)
    low = engine.draw([Term("a skull")], [180], Walk("ddim", 2, 1))
    for batch in (1, 2):
        base = median_ms(lambda batch=batch: engine.draw([Term("a skull")], [180] * batch, Walk("ddim", 1, 1)), args.repeats)
        print(f"base, batch {batch}: {base:.0f} ms")
    print(f"upscale, batch 1: {median_ms(lambda: engine.upscale(low, 'a skull', steps=1), args.repeats):.0f} ms")
    whole = median_ms(lambda: engine.upscale(engine.draw([Term("a skull")], [180]), "a skull"), 3)
    print(f"one picture at the defaults: {whole:.0f} ms")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, PyTorch included")
    largest, smallest = text_difference(engine)
    print(f"text states: largest difference {largest:.3f}, smallest cosine of the mean {smallest:.5f}")


if __name__ == "__main__":
    main()
