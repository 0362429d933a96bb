"""Says whether pictures of a folder are recognised as what was asked for: those of `npm run bench:vary`, by round."""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from PIL import Image

from stridebot_training.evaluate.classes import required_class
from stridebot_training.evaluate.metrics import is_in_top
from stridebot_training.evaluate.recogniser import Recogniser, load_recogniser

Array = np.ndarray


def parser() -> argparse.ArgumentParser:
    out = argparse.ArgumentParser(prog="python -m stridebot_training.evaluate.pictures", description=__doc__)
    out.add_argument("folder", type=Path, help="with pictures.json: a list of {file, prompt, round}")
    out.add_argument("--recogniser", type=Path, required=True, help="from stridebot_training.evaluate.train")
    return out


def read(path: Path) -> Array:
    """Returns a picture as float32 [1, 3, H, W] in [−1, 1]."""
    pixels = np.asarray(Image.open(path).convert("RGB"), np.float32)
    return pixels.transpose(2, 0, 1)[None] / 127.5 - 1


def shares(folder: Path, recogniser: Recogniser) -> dict[int, tuple[float, int]]:
    """Returns, per round, the share of its pictures whose most similar class is that of their prompt, and how many there are.

    Raises ValueError for a prompt of which the recogniser has no class.
    """
    rounds: dict[int, list[bool]] = defaultdict(list)
    for entry in json.loads((folder / "pictures.json").read_text()):
        own = np.array([required_class(entry["prompt"])])
        rounds[entry["round"]].append(bool(is_in_top(recogniser.similarity(read(folder / entry["file"])), own, 1)[0]))
    return {number: (float(np.mean(found)), len(found)) for number, found in sorted(rounds.items())}


def main() -> None:
    args = parser().parse_args()
    recogniser, facts = load_recogniser(args.recogniser)
    print(f"the recogniser is right about {facts['held_out']['plain']['top1']:.1%} of held-out renderings")
    for number, (share, count) in shares(args.folder, recogniser).items():
        print(f"round {number}: {share:.0%} of {count} recognised as what was asked for")


if __name__ == "__main__":
    main()
