"""Renders a bank of training pictures, or a contact sheet that shows what the model sees."""

import argparse
from pathlib import Path

from PIL import Image

from stridebot_training.data.bank import build_bank, save_bank
from stridebot_training.data.compose import composer_of
from stridebot_training.data.mix import MIXES


def contact_sheet(packages: Path, cache: Path, count: int, side: int, draw_side: int, out: Path, mix: str = "reduced") -> None:
    """Writes the first `count` examples as one PNG, each shown at 64 px or more after reduction to `side`."""
    composer = composer_of(packages, cache, draw_side, mix)
    columns, cell = 20, max(64, side)
    sheet = Image.new("RGB", (columns * cell, -(-count // columns) * cell))
    for i in range(count):
        small = composer.example(i).image.resize((side, side), Image.Resampling.BOX)
        sheet.paste(small.resize((cell, cell), Image.Resampling.BICUBIC), (i % columns * cell, i // columns * cell))
    sheet.save(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["bank", "sheet"])
    parser.add_argument("--packages", type=Path, required=True, help="folder with <set>/icons.json")
    parser.add_argument("--cache", type=Path, required=True, help="folder for rendered sprites")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--side", type=int, default=32)
    parser.add_argument("--draw-side", type=int, default=128)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--mix", choices=MIXES, default="reduced", help="what is drawn: the first model's bank, or everything")
    args = parser.parse_args()
    if args.command == "sheet":
        contact_sheet(args.packages, args.cache, args.count, args.side, args.draw_side, args.out, args.mix)
    else:
        bank = build_bank(args.packages, args.cache, args.count, args.side, args.draw_side, args.first_seed, args.workers,
                          args.mix)  # fmt: skip
        save_bank(bank, args.out)
        print(f"{len(bank.images)} pictures, {len(bank.captions)} captions")


if __name__ == "__main__":
    main()
