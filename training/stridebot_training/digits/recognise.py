"""Trains the recogniser on MNIST's training split, says how much of the test split it reads right, and keeps it."""

import argparse
from pathlib import Path

from stridebot_training.background.processes import settle
from stridebot_training.digits.idx import add_data_argument, load_digits
from stridebot_training.digits.recogniser import accuracy, save_recogniser, train_recogniser

WANTED = 0.99


def main() -> None:
    parser = argparse.ArgumentParser(prog="stridebot_training.digits.recognise", description=__doc__)
    add_data_argument(parser)
    parser.add_argument("--out", type=Path, required=True, help="the file to write, such as RUN/recogniser.pt")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--core", type=int)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    settle(args.core, args.threads)
    test = load_digits(args.data, "test")
    net = train_recogniser(load_digits(args.data, "train"), args.epochs, args.seed)
    share = accuracy(net, test)
    save_recogniser(args.out, net, share)
    print(f"reads {share:.2%} of {len(test):,} test digits right")
    if share < WANTED:
        raise SystemExit(f"scores need {WANTED:.0%}: train it for more epochs")


if __name__ == "__main__":
    main()
