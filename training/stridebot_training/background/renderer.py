"""The process that renders fresh pictures for a background run, whenever some are wanted."""

import argparse
import time
from pathlib import Path

from stridebot_training.background.networks import NETWORKS
from stridebot_training.background.processes import end_with_parent, settle
from stridebot_training.background.shards import ShardFolder
from stridebot_training.data.compose import composer_of
from stridebot_training.text import TextEncoder

MIX = "asked"


def render_next(folders: list[ShardFolder], composers: dict, encoder: TextEncoder) -> bool:
    """Renders one shard for the first network that wants one; returns whether there was one."""
    for shards in folders:
        number = shards.wanted()
        if number is not None:
            shards.render(number, composers[shards.plan], encoder)
            return True
    return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--networks", nargs="+", choices=NETWORKS, required=True)
    parser.add_argument("--core", type=int)
    args = parser.parse_args()
    end_with_parent()
    settle(args.core, threads=1)
    plans = [NETWORKS[name].shards for name in args.networks]
    folders = [ShardFolder(args.run / "pictures" / name, plan) for name, plan in zip(args.networks, plans, strict=True)]
    composers = {plan: composer_of(args.run / "packages", args.run / "sprites", plan.draw_side, MIX) for plan in plans}
    encoder = TextEncoder()
    while True:
        if not render_next(folders, composers, encoder):
            time.sleep(2)


if __name__ == "__main__":
    main()
