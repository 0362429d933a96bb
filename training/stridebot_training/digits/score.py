"""Scores digit networks: kept files of a run, or packages.

Class-conditioned: the share of samples that the recogniser reads as the digit that was asked for, drawn by the write-up's
loop (300 steps, guidance 5). Denoiser: its mean squared error on the test split at σ 0.5, beside that of the noisy digits.
"""

import argparse
import json
import time
from pathlib import Path

import torch
from torch import Tensor

from stridebot_training.background.processes import settle
from stridebot_training.digits.idx import CLASSES, Digits, add_data_argument, load_digits
from stridebot_training.digits.kept import load_any
from stridebot_training.digits.objectives import with_noise
from stridebot_training.digits.recipes import SIGMA
from stridebot_training.digits.recogniser import CHUNK, DigitRecogniser, load_recogniser
from stridebot_training.digits.walk import GUIDANCE, Predict, guided, samples

ROUND = 50
"""Samples that are drawn together; each such round has a seed of its own."""


def recognised(predict: Predict, recogniser: DigitRecogniser, count: int, guidance_scale: float, seed: int) -> dict:
    """Draws `count` samples, each digit as often as the others, and returns how many of each are read as what was asked for."""
    asked, read = torch.arange(count) % CLASSES, []
    began = time.monotonic()
    for i, labels in enumerate(asked.split(ROUND)):
        read.append(recogniser.read(samples(guided(predict, labels, guidance_scale), len(labels), seed + i)))
        done = sum(map(len, read))
        hits = int((torch.cat(read) == asked[:done]).sum())
        print(f"{hits} of {done} read right, {time.monotonic() - began:.0f} s", flush=True)
    is_right = torch.cat(read) == asked
    return {
        "samples": count,
        "guidance": guidance_scale,
        "seed": seed,
        "recognised": float(is_right.float().mean()),
        "perDigit": {str(digit): float(is_right[asked == digit].float().mean()) for digit in range(min(count, CLASSES))},
    }


@torch.inference_mode()
def denoised(predict: Predict, digits: Digits, seed: int, sigma: float = SIGMA) -> dict:
    """Returns the mean squared errors of noisy digits and of what the denoiser makes of them."""
    noisy = with_noise(digits.images, sigma, torch.Generator().manual_seed(seed))
    clean = torch.cat([predict(part) for part in noisy.split(CHUNK)])
    return {
        "digits": len(digits),
        "sigma": sigma,
        "seed": seed,
        "noisyMse": _mse(noisy, digits.images),
        "denoisedMse": _mse(clean, digits.images),
    }


def _mse(a: Tensor, b: Tensor) -> float:
    return float((a - b).square().mean())


def score(path: Path, args: argparse.Namespace) -> dict:
    """Returns what a network reaches, by its condition. Raises ValueError where it cannot be scored."""
    predict, condition = load_any(path)
    if condition == "none":
        return denoised(predict, load_digits(args.data, "test"), args.seed)
    if condition == "class" and args.recogniser is None:
        raise ValueError(f"{path}: --recogniser says who reads the samples")
    if condition == "class":
        recogniser, ceiling = load_recogniser(args.recogniser)
        return {"recogniserAccuracy": ceiling, **recognised(predict, recogniser, args.samples, args.guidance, args.seed)}
    raise ValueError(f"{path}: digits that nobody asked for cannot be scored")


def main() -> None:
    parser = argparse.ArgumentParser(prog="stridebot_training.digits.score", description=__doc__)
    parser.add_argument("networks", nargs="+", type=Path, help="files such as class-epoch-20.pt, or folders of packages")
    add_data_argument(parser)
    parser.add_argument("--recogniser", type=Path, help="what stridebot_training.digits.recognise wrote")
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--guidance", type=float, default=GUIDANCE)
    parser.add_argument("--seed", type=int, default=180)
    parser.add_argument("--out", type=Path, help="JSON file for the scores")
    parser.add_argument("--core", type=int)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    settle(args.core, args.threads)
    scores = {}
    for path in args.networks:
        scores[path.name] = score(path, args)
        print(f"{path.name}: {scores[path.name]}", flush=True)
    if args.out is not None:
        args.out.write_text(json.dumps(scores, indent=2) + "\n")


if __name__ == "__main__":
    main()
