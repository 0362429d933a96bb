"""Trains a digit network, or goes on from where its folder stands; SIGTERM or Ctrl-C ends it after the step under way."""

import argparse
import os
import signal
from dataclasses import replace
from pathlib import Path

from stridebot_training.background.processes import settle
from stridebot_training.digits.idx import add_data_argument, load_digits
from stridebot_training.digits.learner import Way
from stridebot_training.digits.networks import parameter_count
from stridebot_training.digits.recipes import RECIPES
from stridebot_training.digits.run import DigitRun, Place


def main() -> None:
    args = _arguments()
    os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", str(args.run / "compiled"))
    settle(args.core, args.threads)
    recipe = replace(RECIPES[args.kind], d=args.d or RECIPES[args.kind].d)
    data = load_digits(args.data, "train").first(args.digits)
    run = DigitRun(recipe, data, Place(args.run, args.copy), Way(args.bf16, args.channels_last, args.compiled), args.seed)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, run.stop)
    print(f"{recipe.kind}: {parameter_count(run.learner.model):,} parameters, {len(data):,} digits, "
          f"from step {run.step}, process {os.getpid()}", flush=True)  # fmt: skip
    run.train(args.save_minutes * 60, args.max_steps)
    is_done = run.epochs_done >= recipe.epochs
    print("all epochs are done" if is_done else f"stopped at step {run.step}; start it again to go on", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="stridebot_training.digits.train", description=__doc__)
    parser.add_argument("kind", choices=RECIPES)
    add_data_argument(parser)
    parser.add_argument("--run", type=Path, required=True, help="folder of the run, outside the repository")
    parser.add_argument("--copy", type=Path, help="second folder for checkpoints, best on another disk")
    parser.add_argument("--core", type=int, help="the one core to run on")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=180)
    parser.add_argument("--save-minutes", type=float, default=5)
    parser.add_argument("--no-bf16", dest="bf16", action="store_false")
    parser.add_argument("--no-channels-last", dest="channels_last", action="store_false")
    parser.add_argument("--compile", dest="compiled", action=argparse.BooleanOptionalAction, default=Way.compiled)
    parser.add_argument("--max-steps", type=int, help="end this start after so many steps")
    parser.add_argument("--d", type=int, help="channels at full size, where not those of the write-up: for a trial")
    parser.add_argument("--digits", type=int, help="take the first so many digits only: for a trial")
    args = parser.parse_args()
    if args.copy is not None and args.copy.resolve() == args.run.resolve():
        parser.error("--copy must be another folder than --run")
    return args


if __name__ == "__main__":
    main()
