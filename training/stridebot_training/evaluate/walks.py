"""A walk as options of the command line, named as the bot names them."""

import argparse
from dataclasses import fields, replace
from itertools import product

from stridebot_training.reference_engine import SPACINGS, Walk
from stridebot_training.sample import SAMPLERS


def interval(text: str) -> tuple[int, int] | None:
    """`200-800` as two timesteps; `all` is guidance everywhere."""
    if text == "all":
        return None
    low, high = map(int, text.split("-"))
    return low, high


def add_walk_options(parser: argparse.ArgumentParser) -> None:
    """What is not given is the package's default; several values of an option make a grid."""
    group = parser.add_argument_group("the walk")
    group.add_argument("--sampler", nargs="+", choices=SAMPLERS)
    group.add_argument("--steps", nargs="+", type=int)
    group.add_argument("--guidance", nargs="+", type=float)
    group.add_argument("--spacing", nargs="+", choices=SPACINGS)
    group.add_argument("--interval", nargs="+", type=interval, metavar="LOW-HIGH", help="guide between two timesteps, or `all`")


def walks_of(args: argparse.Namespace, default: Walk) -> list[Walk]:
    """Returns every combination of the values given, in their order."""
    given = {field.name: values for field in fields(Walk) if (values := getattr(args, field.name)) is not None}
    return [replace(default, **dict(zip(given, values, strict=True))) for values in product(*given.values())]


def walk_of(args: argparse.Namespace, default: Walk) -> Walk:
    """Raises ValueError where the values make a grid."""
    walk, *others = walks_of(args, default)
    if others:
        raise ValueError(f"{1 + len(others)} walks: a grid is for stridebot_training.evaluate.settings; name one value per option")
    return walk
