"""Sheets for choosing by eye: anagrams and hybrids of two prompts over many seeds, drawn from a finished package."""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from stridebot_training.studio import VIEWS, Studio, anagram_terms, hybrid_terms, low_pass

CELL = 72


def pixels(x: np.ndarray) -> Image.Image:
    """One picture [3, S, S] in [−1, 1], enlarged to a cell."""
    bytes_ = ((np.clip(x, -1, 1) + 1) * 127.5).round().astype(np.uint8).transpose(1, 2, 0)
    return Image.fromarray(np.ascontiguousarray(bytes_)).resize((CELL, CELL), Image.Resampling.BICUBIC)


def labelled_sheet(pairs: list[tuple[int, np.ndarray, np.ndarray]], columns: int = 8) -> Image.Image:
    """Lays out (seed, first reading, second reading), the readings side by side under their seed."""
    rows = -(-len(pairs) // columns)
    out = Image.new("RGB", (columns * (2 * CELL + 8), rows * (CELL + 16)), "white")
    for i, (seed, first, second) in enumerate(pairs):
        x, y = i % columns * (2 * CELL + 8), i // columns * (CELL + 16)
        ImageDraw.Draw(out).text((x + 2, y + 2), str(seed), fill="black")
        out.paste(pixels(first), (x, y + 16))
        out.paste(pixels(second), (x + CELL, y + 16))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["anagram", "hybrid"])
    parser.add_argument("first", help="upright, or from afar")
    parser.add_argument("second", help="through the view, or up close")
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--view", choices=[name for name in VIEWS if name != "identity"], default="flip")
    parser.add_argument("--sigma", type=float, default=1.0, help="blur of the far picture, in low-resolution pixels")
    parser.add_argument("--seeds", type=int, nargs=2, default=[180, 204], help="first and one past the last")
    parser.add_argument("--guidance", type=float)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    studio = Studio(args.package, args.threads)
    if args.kind == "anagram":
        terms, second_reading = anagram_terms(args.first, args.second, args.view), VIEWS[args.view][0]
    else:
        terms, second_reading = hybrid_terms(args.first, args.second, args.sigma), low_pass(2 * args.sigma)
    seeds = list(range(*args.seeds))
    x = studio.draw(terms, seeds, args.guidance, args.steps)
    labelled_sheet(list(zip(seeds, x, second_reading(x), strict=True))).save(args.out)


if __name__ == "__main__":
    main()
