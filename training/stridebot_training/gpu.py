"""Command line of `gpu_run`: pack, look, run, join."""

import argparse
from dataclasses import fields, replace
from pathlib import Path

import torch

from stridebot_training import chunks, gpu_run


def main() -> None:
    parser = argparse.ArgumentParser(description=gpu_run.__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    _pack_arguments(commands.add_parser("pack", help="gather sprites, plans, captions and the text encoder into one file"))
    look = commands.add_parser("look", help="a contact sheet of what a run will see, with its captions")
    look.add_argument("--pack", type=Path, required=True)
    look.add_argument("--out", type=Path, required=True)
    look.add_argument("--count", type=int, default=64)
    look.add_argument("--seed", type=int, default=0)
    _run_arguments(commands.add_parser("run", help="prepare, train, export; goes on where it was"))
    join = commands.add_parser("join", help="put pieces together again")
    join.add_argument("pieces", type=Path, help="the folder with the pieces and their manifest")
    join.add_argument("--name", default="weights", choices=["weights", "graphs"])
    join.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    {"pack": _pack, "look": _look, "run": _run, "join": _join}[args.command](args)


def _pack_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--packages", type=Path, required=True, help="folder with <set>/icons.json and emojibase-data")
    parser.add_argument("--cache", type=Path, required=True, help="folder for rendered sprites")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plans", type=int)
    parser.add_argument("--max-fine", type=int)


def _run_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of the run; a folder of an earlier start goes on")
    parser.add_argument("--rehearse", action="store_true", help="every line of a run in about a minute, with tiny networks")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    for name, kind in (
        ("minutes", float), ("stop-after", float), ("max-steps", int), ("base-share", float), ("seed", int),
        ("base", str), ("base-batch", int), ("base-weights", Path),
        ("upscale", str), ("upscale-batch", int), ("upscale-weights", Path),
        ("sheet-seconds", float), ("log-every", int), ("plans", int), ("workers", int), ("threads", int),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=kind)
    for name in ("compiled", "bf16", "channels-last"):
        parser.add_argument(f"--{name}", action=argparse.BooleanOptionalAction)


def _pack(args: argparse.Namespace) -> None:
    from stridebot_training.materials import save_materials
    from stridebot_training.pack import PackSettings, gather

    settings = PackSettings()
    settings = replace(settings, plans=args.plans or settings.plans, max_fine=args.max_fine or settings.max_fine)
    materials = gather(args.packages, args.cache, settings)
    size = save_materials(materials, args.out)
    print(f"{args.out}: {size / 2**20:.1f} MiB; {len(materials.plans)} plans, {len(materials.captions)} captions, "
          f"{len(materials.coarse.files)} sprites, {len(materials.fine.files)} of them large too")  # fmt: skip


def _look(args: argparse.Namespace) -> None:
    for number, caption in enumerate(gpu_run.look(args.pack, args.out, args.count, args.seed)):
        print(f"row {number // 8 + 1}, {number % 8 + 1}: {caption}")


def _run(args: argparse.Namespace) -> None:
    settings = gpu_run.REHEARSAL if args.rehearse else gpu_run.RunSettings()
    given = {f.name: getattr(args, f.name, None) for f in fields(settings)}
    settings = replace(settings, **{name: value for name, value in given.items() if value is not None})
    gpu_run.start(settings, args.pack, args.out, torch.device(args.device))


def _join(args: argparse.Namespace) -> None:
    for path in chunks.join(args.pieces, args.name, args.out):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
