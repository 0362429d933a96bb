"""Starts or resumes a training run in a folder; SIGTERM or Ctrl-C ends it after the step under way."""

import argparse
import os
import shutil
import signal
import subprocess
from pathlib import Path

from stridebot_training.background.networks import PAIRS
from stridebot_training.background.processes import GradientAverage, cores, end, end_with_parent, settle, start_child
from stridebot_training.background.run import BackgroundRun, Settings
from stridebot_training.background.sheet import draw_sheet
from stridebot_training.background.speed import Way, choose, measured

SHIPPED = Path(__file__).resolve().parents[3] / "models" / "stridebot-32"


def main() -> None:
    args = _arguments()
    args.run.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", str(args.run / "compiled"))
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    settings = Settings(args.run, args.copy, args.package, (args.base, PAIRS[args.base]), _compiles(args.compile),
                        args.save_minutes * 60, args.sheet_minutes * 60, args.max_steps)  # fmt: skip
    if args.sheet is not None:
        run = BackgroundRun(settings, Way("f32", 1))
        draw_sheet(run.weights(0), run.weights(1), args.sheet)
    elif args.rank == 0:
        _lead(args, settings)
    else:
        end_with_parent()
        _work(settings, Way(args.precision, args.batch, 1, args.cores), args.rank, args.core, args.rendezvous)


def _lead(args: argparse.Namespace, settings: Settings) -> None:
    """Chooses the way to train, starts the processes that help, and trains."""
    own = cores()[: args.cores]
    settle(own[0] if len(own) == 1 else None, len(own))
    way = Way(args.precision or "bf16", args.batch, 1, args.cores)
    if args.precision is None:
        way = choose(len(own), args.run / f"trial-{len(own)}.json", lambda way: measured(way, args.base, 2, compiled=False))
    print(
        f"trains in {way.precision}, {way.processes} × {way.threads} threads, {way.batch} pictures a batch, process {os.getpid()}",
        flush=True,
    )
    rendezvous = args.run / f"rendezvous-{os.getpid()}"
    rendezvous.unlink(missing_ok=True)
    helpers: list[subprocess.Popen] = []
    if args.render:
        pinned = ["--core", str(own[0])] if len(own) == 1 else []
        renderer = "stridebot_training.background.renderer"
        helpers.append(start_child([renderer, "--run", str(args.run), "--networks", *settings.networks, *pinned]))
    for rank in range(1, way.processes):
        own_part = ["--rank", str(rank), "--core", str(own[rank]), "--rendezvous", str(rendezvous)]
        helpers.append(start_child([*_again(args), "--precision", way.precision, "--batch", str(way.batch), *own_part]))
    try:
        _work(settings, way, 0, own[0] if way.threads == 1 else None, rendezvous)
    finally:
        end(helpers)
        rendezvous.unlink(missing_ok=True)


def _work(settings: Settings, way: Way, rank: int, core: int | None, rendezvous: Path) -> None:
    settle(core, way.threads)
    average = GradientAverage(str(rendezvous), rank, way.processes) if way.processes > 1 else None
    run = BackgroundRun(settings, way, rank, average)
    for number in (signal.SIGTERM, signal.SIGINT):
        # Those who help end when the run does, in the same step.
        signal.signal(number, run.stop if rank == 0 else signal.SIG_IGN)
    run.run()
    if rank == 0:
        print("stopped; start it again to go on", flush=True)


def _again(args: argparse.Namespace) -> list[str]:
    """Returns the arguments by which a process of the same run is started."""
    same = ["stridebot_training.background", "--run", str(args.run), "--cores", str(args.cores), "--base", args.base]
    same += ["--copy", str(args.copy)] if args.copy else []
    same += ["--package", str(args.package)] if args.package else ["--from-nothing"]
    same += ["--max-steps", str(args.max_steps)] if args.max_steps is not None else []
    return same + ([] if args.compile else ["--no-compile"])


def _compiles(wanted: bool) -> bool:
    has_compiler = any(shutil.which(name) for name in ("c++", "g++", "clang++"))
    if wanted and not has_compiler:
        print("no C++ compiler was found: training is not compiled, and some 15 % slower", flush=True)
    return wanted and has_compiler


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="stridebot_training.background", description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of the run, outside the repository")
    parser.add_argument("--copy", type=Path, help="second folder for checkpoints, best on another disk")
    parser.add_argument("--cores", type=int, default=1)
    parser.add_argument("--package", type=Path, default=SHIPPED, help="published package whose weights a new run begins with")
    parser.add_argument("--from-nothing", dest="package", action="store_const", const=None, help="begin with random weights")
    parser.add_argument("--base", choices=PAIRS, default="base32")
    parser.add_argument("--no-compile", dest="compile", action="store_false")
    parser.add_argument("--no-render", dest="render", action="store_false", help="somebody else renders pictures")
    parser.add_argument("--save-minutes", type=float, default=10)
    parser.add_argument("--sheet-minutes", type=float, default=30)
    parser.add_argument("--max-steps", type=int)
    parser.add_argument("--sheet", type=Path, metavar="PNG", help="only draw a sheet of the run's weights")
    parser.add_argument("--precision", choices=["bf16", "f32"], help="leave out the trial")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rank", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--core", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--rendezvous", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.cores < 1 or args.cores > len(cores()):
        parser.error(f"--cores must be 1 to {len(cores())} here")
    if args.copy is not None and args.copy.resolve() == args.run.resolve():
        parser.error("--copy must be another folder than --run")
    return args


if __name__ == "__main__":
    main()
